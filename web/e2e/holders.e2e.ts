import { boxOf, lineIdOf, rowOf } from './support/fleet.ts';
import { expectOnlyIn, wordsOf } from './support/language.ts';
import { expectNoViolations, expectThumbTargets } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

// of the other company, whose numbers no other test changes
const [one, two] = ['0463 83 61 90', '0464 76 87 75'];

// each is a long journey, and CI is slower than this machine
test.describe.configure({ timeout: 180_000 });

test.describe('users and cost centres', () => {
  test.use({ as: 'other' });

  test('a user comes, gets two numbers, is found by his personnel number, and is removed with all his data', async ({
    page,
  }) => {
    await page.goto('/fr');
    await page.getByRole('link', { name: 'Utilisateurs et centres de coûts de vos numéros' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Utilisateurs et centres de coûts' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'Kowalski, Raphaël', exact: true })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);

    await page.getByRole('button', { name: 'Nouvel utilisateur' }).click();
    const form = page.getByRole('dialog', { name: 'Nouvel utilisateur' });
    await form.getByRole('textbox', { name: /^Nom/ }).fill('Dubois');
    await form.getByLabel('Prénom').fill('Nadia');
    await form.getByLabel('E-mail').fill('nadia.dubois@entreprise.test');
    await form.getByLabel('Matricule').fill('NP-90.01');
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Dubois, Nadia' })).toBeVisible();
    await expect(page.getByText('Pas encore de numéro')).toBeVisible();
    await expectNoViolations(page);

    await page.goto('/fr/fleet');
    await boxOf(page, one).check();
    await boxOf(page, two).check();
    await page.getByRole('button', { name: 'Attribuer', exact: true }).click();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Attribuer un utilisateur' }).click();
    const dialog = page.getByRole('dialog', { name: 'Attribuer un utilisateur' });
    await dialog.getByRole('searchbox').fill('nadia np');
    await expect(dialog.getByRole('radio')).toHaveCount(1);
    await dialog.getByRole('radio', { name: /Dubois, Nadia/ }).check();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await dialog.getByRole('button', { name: 'Attribuer à 2 numéros' }).click();
    await expect(page.getByText('2 numéros ont été modifiés.')).toBeVisible();
    await expect(rowOf(page, one)).toContainText('Dubois, Nadia');
    await page.getByRole('searchbox', { name: /^Chercher/ }).fill('np9001');
    await expect(
      page.getByRole('status').filter({ hasText: '1-2 sur 2' }).or(page.getByText('1-2 sur 2')).first(),
    ).toBeVisible();

    await page.goto('/fr/holders?search=nadia');
    await page.getByRole('link', { name: '2 numéros de Dubois, Nadia' }).click();
    await expect(page.getByRole('list', { name: wordsOf('fr')('kit.filters.active') })).toContainText(
      'Dubois, Nadia',
    );
    await expect(rowOf(page, two)).toBeVisible();

    await page.goto('/fr/holders?search=nadia');
    await page.getByRole('link', { name: 'Dubois, Nadia', exact: true }).click();
    await expect(page.getByRole('link', { name: one })).toBeVisible();
    await page.getByRole('button', { name: 'Supprimer' }).click();
    const asked = page.getByRole('dialog', { name: 'Supprimer Dubois, Nadia ?' });
    await expect(asked).toContainText('2 numéros affichent dès aujourd’hui la société.');
    await expectNoViolations(page);
    await asked.getByRole('button', { name: 'Supprimer définitivement' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Utilisateurs et centres de coûts' }),
    ).toBeVisible();
    await page.getByRole('searchbox').fill('nadia');
    await expect(page.getByText('Aucun utilisateur ne correspond')).toBeVisible();

    await page.goto('/fr/fleet');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Sans utilisateur' }).check();
    await page.keyboard.press('Escape');
    await expect(rowOf(page, one)).toBeVisible();
    await expect(rowOf(page, one)).not.toContainText('Dubois');
    await page.goto(`/fr/fleet/${await lineIdOf(page.request, one)}`);
    await page.getByText(/^Utilisateur.* : historique/).click();
    await expect(page.getByText('Utilisateur supprimé')).toBeVisible();
    await expectNoViolations(page);
  });

  test('in Dutch: a cost centre is added, renamed, given to numbers by keyboard, narrows the list and is closed', async ({
    page,
  }) => {
    const word = wordsOf('nl');
    for (const locale of ['fr', 'en', 'de'] as const) {
      await page.goto(`/${locale}/holders/cost-centres`);
      await expect(rowOf(page, '6000')).toBeVisible();
      await expectOnlyIn(page, locale);
      await page.goto(`/${locale}/holders?search=ceulemans`);
      await page.getByRole('link', { name: 'Ceulemans, Griet', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Ceulemans, Griet' })).toBeVisible();
      await expect(page.getByRole('table').getByRole('link')).toBeVisible();
      await page.getByRole('button', { name: wordsOf(locale)('holders.remove'), exact: true }).click();
      await expectOnlyIn(page, locale);
    }
    await page.goto('/nl/holders');
    await expect(page.getByRole('heading', { level: 1, name: word('holders.title') })).toBeVisible();
    await expectOnlyIn(page, 'nl');
    await page.getByRole('link', { name: word('holders.cost-centres'), exact: true }).click();
    await expect(page.getByRole('table', { name: word('holders.cost-centres') })).toBeVisible();
    await expectOnlyIn(page, 'nl');
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.getByRole('button', { name: word('holders.cost-centre.add') }).click();
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: word('holders.code') })
      .fill('77-01');
    await expectOnlyIn(page, 'nl');
    await page.getByRole('button', { name: word('holders.save') }).click();
    await page.getByRole('button', { name: `${word('holders.rename')} 77-01` }).click();
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: word('holders.name') })
      .fill('Werf Zeebrugge');
    await expectNoViolations(page);
    await page.getByRole('button', { name: word('holders.save') }).click();
    await expect(rowOf(page, '77-01')).toContainText('Werf Zeebrugge');

    await page.goto('/nl/fleet?search=ceulemans');
    await boxOf(page, 'Ceulemans').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: word('holders.assign'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: word('holders.cost-centre.give') }).focus();
    await expectOnlyIn(page, 'nl');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: word('holders.cost-centre.give') });
    await dialog.getByRole('searchbox').fill('zeebrugge');
    await expect(dialog.getByRole('radio')).toHaveCount(1);
    await dialog.getByRole('radio').focus();
    await page.keyboard.press('Space');
    await expectOnlyIn(page, 'nl');
    await dialog.getByRole('button', { name: word('holders.assign'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(rowOf(page, 'Ceulemans')).toContainText('77-01');

    await page.goto('/nl/fleet?search=zeebrugge');
    await expect(rowOf(page, 'Ceulemans')).toBeVisible();
    await page.goto('/nl/fleet?costCentre=["77-01"]');
    await expect(page.getByRole('list', { name: word('kit.filters.active') })).toContainText('77-01');
    await expect(page.getByText(/^1-1 /).first()).toBeVisible();

    await page.goto('/nl/holders/cost-centres');
    await page.getByRole('button', { name: `${word('holders.close')} 77-01` }).click();
    await expect(rowOf(page, '77-01')).toContainText(word('holders.closed-since'));
    await expectOnlyIn(page, 'nl');
  });
});

test.describe('thousands of numbers', () => {
  test.use({ as: 'large' });

  test('get a cost centre some at a time: it is stopped, kept when the page is closed, and gone on with', async ({
    page,
  }) => {
    let asked = 0;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/api/fleet/assignments', async (route) => {
      asked += 1;
      if (asked === 1) await held;
      await route.continue();
    });
    await page.goto('/fr/fleet?status=["active"]');
    await page
      .getByRole('checkbox', { name: /^Sélectionner 04/ })
      .first()
      .check();
    await page.getByRole('button', { name: /^Sélectionner les .* conviennent/ }).click();
    await page.getByRole('button', { name: 'Attribuer', exact: true }).click();
    await page.getByRole('button', { name: 'Attribuer un centre de coûts' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('informatique');
    await expect(dialog.getByRole('radio')).toHaveCount(1);
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('button', { name: /^Attribuer à .* numéros/ }).click();
    await expect(page.getByRole('progressbar', { name: 'Attribution d’un centre de coûts' })).toBeVisible();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Arrêter' }).click();
    release();
    const stopped = page.getByText(/^Attribution d’un centre de coûts : arrêt à 2\s000 /);
    await expect(stopped).toBeVisible({ timeout: 30_000 });
    await expectNoViolations(page);
    await page.goto('/fr');
    await page.goto('/fr/fleet');
    await expect(stopped).toBeVisible();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expect(page.getByText(/^\d[\s\d]* numéros ont été modifiés\.$/)).toBeVisible({ timeout: 60_000 });
    await page.reload();
    await expect(page.getByRole('grid')).toBeVisible();
    await expect(stopped).toHaveCount(0);
    const fits = await page.request.get('/api/fleet/lines?status=active&kind=shape&costCentre=5000');
    const all = await page.request.get('/api/fleet/lines?status=active&kind=shape');
    expect((await fits.json()).total).toBe((await all.json()).total);
  });
});
