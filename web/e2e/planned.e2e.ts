import type { APIRequestContext, Page } from '@playwright/test';
import { boxOf, lineIdOf, quoteOf, rowOf } from './support/fleet.ts';
import { expectOnlyIn, wordsOf } from './support/language.ts';
import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations, expectThumbTargets } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

const number = '0492 00 12 40';
const another = '0492 00 12 53';

/** The 10th of the month after next: never over, never too far ahead. */
const month = monthAhead(2);
const day = `${month}-10`;
const shown = `10/${month.slice(5)}/${month.slice(0, 4)}`;

function monthAhead(months: number): string {
  const date = new Date();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

async function plan(request: APIRequestContext, numbers: string[], when: object): Promise<string> {
  const lineIds = await Promise.all(numbers.map((each) => lineIdOf(request, each)));
  const quoteId = await quoteOf(request, lineIds, { add: ['itemised-usage'] }, when);
  const headers = { 'idempotency-key': `test-${quoteId}` };
  const response = await request.post('/api/orders', { data: { quoteId }, headers });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()).id;
}

test('a change for a date and until another is confirmed, moved, found in the calendar and on the number, and cancelled', async ({
  page,
}) => {
  await page.goto('/fr/fleet?search=0492&size=100');
  await boxOf(page, number).check();
  await boxOf(page, another).check();
  await page.getByRole('button', { name: 'Modifier options' }).click();
  const dialog = page.getByRole('dialog', { name: 'Modifier des options pour plusieurs numéros' });
  await dialog.getByRole('checkbox', { name: 'Accès 5G' }).last().check();
  await dialog.getByRole('button', { name: 'Confirmer' }).click();

  const when = page.getByRole('group', { name: 'Quand ?' });
  await expect(when.getByRole('radio', { name: 'Maintenant' })).toBeChecked();
  await when.getByRole('radio', { name: 'À une date' }).check();
  await when.getByLabel('Début : date').fill(day);
  await when.getByLabel('Début : heure').fill('09:00');
  await expect(page.getByText(`Commence le ${shown} 09:00`)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Jusqu’au' }).check();
  await page.getByLabel('Jusqu’au : date').fill(`${month}-05`);
  await expect(page.getByRole('alert')).toContainText('La fin doit être postérieure au début.');
  await expect(page.getByRole('button', { name: 'Confirmer' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Jusqu’au : date').fill(`${month}-20`);
  await expect(page.getByText(/Retiré le 20/)).toContainText('2 numéros');
  await expect(page.getByText('À payer au début').first()).toBeVisible();
  await page.getByRole('button', { name: 'Confirmer' }).click();

  await expect(page.getByText(`Commence le ${shown} 09:00`)).toBeVisible();
  await expect(page.getByText('Nous avons bien reçu votre demande.')).toBeVisible();
  const order = /\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? '';
  await expect(async () => {
    const mails = await mailsTo(page.request, 'manager@demo.test');
    const mail = mails.find(({ subject }) => subject.includes(order));
    expect(mail?.text).toContain(`${shown} 09:00`);
  }).toPass({ timeout: 10_000 });

  await page.getByRole('button', { name: `Laisser ${another} de côté` }).click();
  await expect(rowOf(page, another)).toContainText('Annulé');
  await page.getByRole('button', { name: 'Déplacer' }).click();
  const move = page.getByRole('dialog', { name: `Déplacer la commande ${order}` });
  await move.getByLabel('Début : date').fill(`${month}-12`);
  await expect(move.getByText(/Commence le 12/)).toContainText('à payer à ce moment');
  await move.getByRole('button', { name: 'Déplacer' }).click();
  await expect(move).toBeHidden();
  await expect(page.getByText(/^Commence le 12/)).toBeVisible();

  await page.goto(`/fr/orders/planned?month=${month}`);
  const link = page
    .getByRole('cell', { name: /12/ })
    .getByRole('link', { name: /09:00.*1 numéro.*Accès 5G/ });
  await expect(link).toBeVisible();
  await expect(page.getByRole('link', { name: `Fin de la commande ${order}` })).toContainText('− Accès 5G');
  await page.goto(`/fr/fleet/${await lineIdOf(page.request, number)}`);
  const planned = page.getByRole('region', { name: 'Planifié' });
  await expect(planned.getByRole('listitem').filter({ hasText: 'Accès 5G' })).not.toHaveCount(0);

  await page.goto(`/fr/orders/planned?month=${month}`);
  await link.click();
  await page.getByRole('button', { name: 'Annuler ce qui n’a pas commencé' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler ce qui n’a pas commencé' }).click();
  await expect(page.getByRole('button', { name: 'Déplacer' })).toBeHidden();
  await expect(page.getByText('Ce qu’elle ajoute est retiré')).toBeHidden();
  await expect(page.getByText('TVA 21 %').first()).toBeVisible();
  await page.goto(`/fr/orders/planned?month=${month}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
  await expect(page.getByRole('link', { name: `Fin de la commande ${order}` })).toBeHidden();
});

test('what is planned begins at its time by itself', async ({ page }) => {
  const orderId = await plan(page.request, ['0492 00 12 47'], { starts: { kind: 'cycle' } });
  await page.goto(`/en/orders/${orderId}`);
  await expect(page.getByRole('button', { name: 'Move to another time' })).toBeVisible();
  await page.getByRole('button', { name: 'Move to another time' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Now' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await expect(rowOf(page, '0492 00 12 47')).toContainText('Done', { timeout: 20_000 });
});

test('the calendar, a planned order and the choice of when break no rule of accessibility', async ({
  page,
}) => {
  const at = { starts: { kind: 'at', at: `${day}T10:00` }, until: `${month}-25T23:59` };
  const orderId = await plan(page.request, [another], at);
  for (const address of [`/fr/orders/planned?month=${month}`, '/fr/orders/planned?month=2030-02']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
  }
  await page.goto(`/fr/orders/${orderId}`);
  await page.getByRole('button', { name: 'Déplacer' }).click();
  await expect(page.getByRole('dialog').getByText(/à payer à ce moment/)).toBeVisible();
  await expectNoViolations(page);
  await expectThumbTargets(page);
  const quoteId = await quoteOf(page.request, [await lineIdOf(page.request, another)], {
    add: ['itemised-usage'],
  });
  await page.goto(`/fr/orders/quote/${quoteId}`);
  await page.getByRole('radio', { name: 'À une date' }).check();
  await page.getByRole('checkbox', { name: 'Jusqu’au' }).check();
  await expect(page.getByText('Quelque chose est déjà planifié pour ces options')).toBeVisible();
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await page.request.post(`/api/orders/${orderId}/cancel`);
});

test('the calendar is read by the keyboard, and what it shows stands in its address', async ({ page }) => {
  const orderId = await plan(page.request, ['0492 00 12 40'], { starts: { kind: 'at', at: `${day}T11:00` } });
  await page.goto(`/en/orders/planned?month=${month}`);
  const link = page.getByRole('link', { name: /11:00.*1 number.*Itemised/ });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Move to another time' })).toBeVisible();
  await page.goBack();
  await expect(link).toBeVisible();
  await page.getByRole('button', { name: 'Next month' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`month=${monthAhead(3)}`));
  await page.request.post(`/api/orders/${orderId}/cancel`);
});

test('the pages of planned orders speak each language, and nothing else', async ({ page }) => {
  const at = { starts: { kind: 'at', at: `${day}T12:00` }, until: `${month}-26T23:59` };
  const orderId = await plan(page.request, ['0492 00 12 11'], at);
  for (const locale of ['fr', 'nl', 'en', 'de'] as const) {
    const word = wordsOf(locale);
    await page.goto(`/${locale}/orders/planned?month=${month}`);
    await expect(page.getByRole('heading', { level: 1, name: word('orders.calendar') })).toBeVisible();
    await expect(page.getByRole('link', { name: /12:00/ }).first()).toBeVisible();
    await expectOnlyIn(page, locale);
    await page.goto(`/${locale}/orders/${orderId}`);
    await moveAndBack(page, word('orders.move'));
    await expectOnlyIn(page, locale);
    const quoteId = await quoteOf(page.request, [await lineIdOf(page.request, '0492 00 12 11')], {
      add: ['itemised-usage'],
    });
    await page.goto(`/${locale}/orders/quote/${quoteId}`);
    await page.getByRole('radio', { name: word('orders.when.at') }).check();
    await page.getByRole('checkbox', { name: word('orders.when.until') }).check();
    await expect(page.getByText(word('orders.totals.then')).first()).toBeVisible();
    await expectOnlyIn(page, locale);
  }
  await page.request.post(`/api/orders/${orderId}/cancel`);
});

async function moveAndBack(page: Page, move: string): Promise<void> {
  await page.getByRole('button', { name: move }).click();
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
  await page.keyboard.press('Escape');
}
