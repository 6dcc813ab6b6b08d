import type { Page } from '@playwright/test';
import { boxOf, rowOf, untilEnded } from './support/fleet.ts';
import { expectOnlyIn, type Locale, wordsOf } from './support/language.ts';
import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations, expectThumbTargets } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

// the operator lets numbers of several kinds of subscription and statuses be changed in one order
test.use({ as: 'manager' });

const voice = ['0492 00 12 43', '0492 00 12 37'];
const modem = '0492 00 12 31';
const suspended = '0492 00 12 28';

async function openDialog(page: Page, locale: Locale, numbers: string[]) {
  const say = wordsOf(locale);
  await page.goto(`/${locale}/fleet?search=0492&size=100`);
  for (const number of numbers) await boxOf(page, number).check();
  await page.getByRole('button', { name: say('fleet.change-options') }).click();
  const dialog = page.getByRole('dialog', { name: say('orders.several.title') });
  const group = (name: string) => dialog.getByRole('region', { name, exact: true });
  const pick = (of: string, act: 'add' | 'remove', option: string) =>
    group(of)
      .getByRole('group', { name: say(`orders.several.${act}`) })
      .getByRole('checkbox', { name: option, exact: true });
  return {
    dialog,
    group,
    pick,
    confirm: dialog.getByRole('button', { name: say('orders.several.confirm') }),
  };
}

test('numbers of two kinds get options of their own each, in one quote, one order and one mail', async ({
  page,
}) => {
  const { dialog, group, pick, confirm } = await openDialog(page, 'fr', [...voice, modem, suspended]);
  await expect(group('Shape · Actif')).toContainText('2 numéros');
  await expect(group('Shape · Actif')).toContainText('0492 00 12 37');
  await expect(group('Business Everywhere · Actif')).toContainText(`1 numéro · ${modem}`);
  await expect(group('Shape · Suspendu')).toContainText(`1 numéro · ${suspended}`);
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await pick('Shape · Actif', 'add', 'Numéro masqué').check();
  await expect(dialog.getByText(/^Rien n’est choisi pour/)).toHaveText(
    /^Rien n’est choisi pour .*Business Everywhere · Actif.* : ces numéros sont laissés de côté\.$/,
  );
  await pick('Business Everywhere · Actif', 'add', 'Détail des consommations').check();
  await expect(pick('Shape · Actif', 'add', 'Détail des consommations')).not.toBeChecked();
  await expect(dialog.getByText(/^Rien n’est choisi pour/)).toHaveText(
    'Rien n’est choisi pour Shape · Suspendu : ces numéros sont laissés de côté.',
  );
  await expect(confirm).not.toHaveAttribute('aria-disabled');
  await expect(dialog.getByText('Pour 3 numéros sur 4')).toBeVisible();
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await expectOnlyIn(page, 'fr');
  await confirm.click();

  const groups = page.getByRole('region', { name: 'Par type d’abonnement et statut' });
  await expect(groups.getByRole('listitem').filter({ hasText: 'Shape · Actif' })).toContainText(
    '2 sur 2 numéros',
  );
  await expect(groups.getByRole('listitem').filter({ hasText: 'Shape · Suspendu' }).first()).toContainText(
    /0 sur 1 numéro.*réactivez/s,
  );
  const linesOf = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(linesOf('Shape · Actif').getByRole('heading', { level: 3 })).toHaveCount(2);
  await expect(linesOf('Business Everywhere · Actif')).toContainText('Détail des consommations');
  await expect(linesOf('Business Everywhere · Actif')).not.toContainText('Numéro masqué');
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await expectOnlyIn(page, 'fr');
  await page.getByRole('button', { name: 'Confirmer' }).click();

  await expect(page.getByText('Nous avons bien reçu votre demande')).toBeVisible();
  await expect(groups.getByRole('listitem')).toHaveText([
    /Shape · Actif.*2 numéros.*\+ Numéro masqué/s,
    /Business Everywhere · Actif.*1 numéro.*\+ Détail des consommations/s,
  ]);
  await expect(rowOf(page, modem)).toContainText('Détail des consommations');
  await expect(rowOf(page, suspended)).toHaveCount(0);
  await expectNoViolations(page);
  await expectThumbTargets(page);
  const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await untilEnded(page.request, orderId);
  const [, confirmation] = await mailsTo(page.request, 'manager@demo.test');
  expect(confirmation?.text).toContain('Business Everywhere · Actif');
});

test('in Dutch on a phone: all numbers that fit are selected, changed by kind for a date and until another', async ({
  page,
}) => {
  const say = wordsOf('nl');
  await page.goto('/nl/fleet?search=0492&size=25');
  await boxOf(page, voice[0] ?? '').check();
  const all = page.getByRole('button', { name: /^Alle .* selecteren$|^Selecteer alle/ });
  const fitting = Number(/\d+/.exec(await all.innerText())?.[0]);
  const groups: { groups: { status: string; count: number }[] } = await (
    await page.request.get('/api/fleet/groups', { params: { search: '0492' } })
  ).json();
  const changeable = groups.groups.filter(({ status }) => status !== 'ceased');
  expect(changeable.length).toBeGreaterThan(2);
  expect(fitting).toBe(changeable.reduce((sum, { count }) => sum + count, 0));
  await all.click();
  await expect(page.getByText(say('fleet.rule.mixed'))).toBeVisible();
  await boxOf(page, voice[0] ?? '').uncheck();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: say('fleet.change-options') }).click();
  const dialog = page.getByRole('dialog', { name: say('orders.several.title') });
  await expect(dialog.getByRole('region', { name: / · / })).toHaveCount(changeable.length);
  const modems = dialog.getByRole('region', { name: 'Business Everywhere · Actief', exact: true });
  await modems.getByRole('checkbox', { name: 'Verbruiksdetail', exact: true }).last().check();
  const voices = dialog.getByRole('region', { name: 'Shape · Actief', exact: true });
  await voices.getByRole('checkbox', { name: 'Nummer verbergen', exact: true }).last().check();
  const confirm = dialog.getByRole('button', { name: say('orders.several.confirm') });
  await expect(confirm).not.toHaveAttribute('aria-disabled');
  await expectOnlyIn(page, 'nl');
  await confirm.click();

  await page.getByRole('radio', { name: say('orders.when.at') }).check();
  await page
    .getByLabel(/: datum$/)
    .first()
    .fill(inTwoMonths(10));
  await page.getByRole('checkbox', { name: say('orders.when.until') }).check();
  await page
    .getByLabel(/: datum$/)
    .last()
    .fill(inTwoMonths(20));
  const submit = page.getByRole('button', { name: say('orders.quote.confirm') });
  await expect(submit).not.toHaveAttribute('aria-disabled');
  await expect(page.getByText(say('orders.totals.then')).first()).toBeVisible();
  await expectOnlyIn(page, 'nl');
  await submit.click();
  const told = page.getByRole('region', { name: say('orders.groups.title') });
  await expect(told.getByRole('listitem')).toHaveText([/Shape · Actief/, /Business Everywhere · Actief/]);
  await expectOnlyIn(page, 'nl');
  await expectNoViolations(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const order = await (await page.request.get(`/api/orders/${orderId}`)).json();
  expect(order).toMatchObject({ state: 'planned', endedBy: { state: 'planned' } });
  expect(order.groups).toHaveLength(2);
});

/** A day of the month after next: never over, never too far ahead. */
function inTwoMonths(day: number): string {
  const date = new Date();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + 2);
  return `${date.toISOString().slice(0, 8)}${day}`;
}
