import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations, takePictures } from './support/page-checks.ts';
import { demoPassword, expect, signIn, test } from './support/portal.ts';

const words = {
  fr: {
    known: 'Déjà inscrit ?',
    unknown: 'Pas encore inscrit ?',
    user: 'Identifiant',
    password: 'Mot de passe',
    submit: 'Se connecter',
    forgot: 'Identifiant ou mot de passe oublié ?',
    promise: '(dés)activez des options … et bien plus',
  },
  nl: {
    known: 'Al geregistreerd?',
    unknown: 'Nog niet geregistreerd?',
    user: 'Gebruikersnaam',
    password: 'Wachtwoord',
    submit: 'Aanmelden',
    forgot: 'Gebruikersnaam of wachtwoord vergeten?',
    promise: '(de)activeer opties … en nog veel meer',
  },
  en: {
    known: 'Already registered?',
    unknown: 'Not registered yet?',
    user: 'User name',
    password: 'Password',
    submit: 'Sign in',
    forgot: 'Forgot your user name or password?',
    promise: '(de)activate options … and much more',
  },
  de: {
    known: 'Bereits registriert?',
    unknown: 'Noch nicht registriert?',
    user: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    forgot: 'Benutzername oder Passwort vergessen?',
    promise: '(de)aktivieren Sie Optionen … und vieles mehr',
  },
} as const;

test.describe('the door', () => {
  for (const locale of ['fr', 'nl', 'en', 'de'] as const) {
    test(`speaks ${locale}, and one signs in by the labels alone`, async ({ page }) => {
      const word = words[locale];
      await page.goto(`/${locale}/login`);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('heading', { name: word.known })).toBeVisible();
      await expect(page.getByRole('heading', { name: word.unknown })).toBeVisible();
      await expect(page.getByText(word.promise)).toBeVisible();
      await expect(page.getByRole('link', { name: word.forgot })).toBeVisible();
      await page.getByRole('textbox', { name: word.user }).fill('viewer@demo.test');
      await page.getByLabel(word.password, { exact: true }).fill(demoPassword);
      await page.getByRole('button', { name: word.submit }).click();
      await expect(page).toHaveURL(`/${locale}`);
    });
  }

  test('breaks no rule of accessibility, in any look', async ({ page }) => {
    for (const address of ['login', 'forgot', 'reset', 'reset?token=abc']) {
      await page.goto(`/fr/${address}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await expectNoViolations(page);
      await takePictures(page, `sign-in-${address.replace(/\W/g, '-')}`);
    }
  });

  test('the address without a language leads to the browser’s', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL('/fr/login');
    await page.getByRole('link', { name: 'Nederlands' }).click();
    await expect(page).toHaveURL('/nl/login');
    await expect(page.getByRole('heading', { name: words.nl.known })).toBeVisible();
  });

  test('a wrong password is told, and the page stays', async ({ page }) => {
    await page.goto('/fr/login');
    await page.getByLabel('Identifiant').fill('nobody@demo.test');
    await page.getByLabel('Mot de passe', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page.getByRole('alert')).toHaveText(
      'Cet identifiant et ce mot de passe ne vont pas ensemble.',
    );
    await expect(page.getByLabel('Mot de passe', { exact: true })).toBeFocused();
    await expectNoViolations(page);
  });

  test('one goes on to where he wanted to go, never to another site', async ({ page }) => {
    await page.goto('/fr/orders?page=2');
    await expect(page).toHaveURL(/\/fr\/login\?next=/);
    await page.getByLabel('Identifiant').fill('manager@demo.test');
    await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page).toHaveURL(/\/fr\/orders\?page=2/);

    await page.goto('/fr/login?next=https://evil.test/fr');
    await page.getByLabel('Identifiant').fill('manager@demo.test');
    await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page).toHaveURL('/fr');
  });

  test('after signing out nothing is to be seen any more, also by the way back', async ({ page }) => {
    await signIn(page, 'viewer');
    await page.locator('header').getByRole('button').last().click();
    await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
    await expect(page).toHaveURL('/fr/login');
    await page.goBack();
    await expect(page).toHaveURL(/\/fr\/login/);
  });

  test('signing out everywhere ends the other browsers too, and they are told', async ({ page, browser }) => {
    await signIn(page, 'viewer');
    const other = await browser.newContext();
    const elsewhere = await other.newPage();
    await signIn(elsewhere, 'viewer');
    await page.locator('header').getByRole('button').last().click();
    await page.getByRole('button', { name: 'Se déconnecter partout' }).click();
    await expect(page).toHaveURL('/fr/login');
    await elsewhere.goto('/fr/orders');
    await expect(elsewhere).toHaveURL(/\/fr\/login/);
    await other.close();
  });

  test('the language and the appearance that were chosen stay', async ({ page }) => {
    await signIn(page, 'viewer');
    await page.locator('header').getByRole('button').last().click();
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await expect(page).toHaveURL('/de');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect
      .poll(async () => (await (await page.request.get('/api/me')).json()).person.locale)
      .toBe('de');
    await page.goto('/'); // the profile knows it, whatever the browser prefers
    await expect(page).toHaveURL('/de');
    await page.locator('header').getByRole('button').last().click();
    await page.getByRole('button', { name: 'Français' }).click();
    await expect(page).toHaveURL('/fr');
  });
});

test.describe('a forgotten password', () => {
  test('a link by mail sets a new one, once; the answer is the same for an unknown address', async ({
    page,
  }) => {
    const answers: string[] = [];
    for (const address of ['nobody@demo.test', 'other@demo.test']) {
      await page.goto('/fr/forgot');
      await page.getByLabel('Adresse e-mail').fill(address);
      await page.getByRole('button', { name: 'M’envoyer le lien' }).click();
      const answer = await page.getByRole('status').filter({ hasText: address }).innerText();
      answers.push(answer.replace(address, '…'));
    }
    expect(answers[0]).toBe(answers[1]);
    await expectNoViolations(page);

    const mails = () => mailsTo(page.request, 'other@demo.test');
    await expect.poll(async () => (await mails()).length).toBeGreaterThan(0);
    const [mail] = await mails();
    const link = /https?:\/\/\S+\/fr\/reset\?token=[^\s"<]+/.exec(mail?.text ?? '')?.[0] ?? '';

    await page.goto(link);
    await page.getByLabel('Nouveau mot de passe').fill('short');
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await expect(page.getByText('Ce mot de passe est trop court.')).toBeVisible();
    await page.getByLabel('Nouveau mot de passe').fill(demoPassword);
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await expect(page.getByText('Votre mot de passe est changé')).toBeVisible();

    await page.goto(link);
    await page.getByLabel('Nouveau mot de passe').fill(demoPassword);
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await expect(page.getByText('Ce lien n’est plus valable')).toBeVisible();
    await signIn(page, 'other');
  });
});
