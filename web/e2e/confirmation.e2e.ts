import type { Page } from '@playwright/test';
import { lineIdOf, quoteOf } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

const confirm = (page: Page) => page.getByRole('button', { name: 'Confirm', exact: true });
const received = 'We have received your request and will process it within a few minutes.';

async function openQuote(
  page: Page,
  numbers: string[],
  change: { add?: string[]; remove?: string[] },
): Promise<string> {
  const lineIds = await Promise.all(numbers.map((number) => lineIdOf(page.request, number)));
  const quoteId = await quoteOf(page.request, lineIds, change);
  await page.goto(`/en/orders/quote/${quoteId}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Confirm the changes' })).toBeVisible();
  return quoteId;
}

/** The numbers of the orders that a line was ever part of. */
async function ordersOf(page: Page, number: string): Promise<number[]> {
  const lineId = await lineIdOf(page.request, number);
  const { entries } = await (await page.request.get(`/api/lines/${lineId}/history`)).json();
  return entries.map((entry: { orderNumber: number }) => entry.orderNumber);
}

test('Leave out takes an option out of what is confirmed, and with the last one nothing is left', async ({
  page,
}) => {
  await openQuote(page, ['0492 00 12 37'], { add: ['traveller', 'data-boost-5gb'] });
  await expect(page.getByText('Total incl. VAT').first()).toBeVisible();
  await page.getByRole('button', { name: 'Leave out Traveller' }).click();
  await expect(page.getByText('Traveller', { exact: true })).toBeHidden();
  await expect(page.getByText('Data Boost 5GB')).toBeVisible();
  await page.getByRole('button', { name: 'Leave out Data Boost 5GB' }).click();
  await expect(page.getByText('Nothing is left to change').first()).toBeVisible();
  await expect(confirm(page)).toHaveAccessibleDescription('Nothing is left to change');
});

test('Leave out takes a number away; numbers that cannot be changed are told with the reason', async ({
  page,
}) => {
  await openQuote(page, ['0492 00 12 36', '0492 00 12 37', '0492 00 12 43'], {
    add: ['shape-easy-international'],
  });
  await expect(page.getByText('1 number will be changed')).toBeVisible();
  await expect(page.getByText('2 numbers are left out')).toBeVisible();
  const left = page.getByRole('listitem').filter({ hasText: '0492 00 12 36' });
  await expect(left).toContainText('Excluded by Block international calls, active on this number');
  await expect(page.getByRole('listitem').filter({ hasText: '0492 00 12 37' })).toContainText(
    'Nothing to do: this number is as wanted already',
  );

  await openQuote(page, ['0492 00 12 36', '0492 00 12 37'], { add: ['itemised-usage'] });
  await expect(page.getByText('2 numbers will be changed')).toBeVisible();
  await page.getByRole('button', { name: 'Leave out 0492 00 12 36' }).click();
  await expect(page.getByText('1 number will be changed')).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Number/ })).toHaveText('Number 0492 00 12 37');
});

test('on a phone the sum and Confirm are in view however many numbers there are', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const numbers = ['36', '37', '38', '39', '40', '42'].map((end) => `0492 00 12 ${end}`);
  await openQuote(page, numbers, { add: ['itemised-usage'] });
  await expect(confirm(page)).toBeInViewport({ ratio: 1 });
  const sum = page.getByRole('button', { name: '€0.00 now · €0.00 / month incl. VAT' });
  await expect(sum).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('For 6 numbers')).toBeHidden();
  await sum.click();
  await expect(page.getByText(/^For \d numbers/)).toBeVisible();
  await expect(confirm(page)).toBeInViewport({ ratio: 1 });
});

test('an unknown or ended summary says so and leads back to the numbers', async ({ page }) => {
  for (const id of ['01a205df-7b9b-74c9-9155-6133a55fb026', 'no-such-summary']) {
    await page.goto(`/en/orders/quote/${id}`);
    await expect(page.getByText('This summary has ended')).toBeVisible();
  }
  await page.getByRole('link', { name: 'Choose the numbers again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Manage my numbers' })).toBeVisible();
});

test('two clicks on Confirm are one order; reload and back order nothing again', async ({ page }) => {
  const quoteId = await openQuote(page, ['0492 00 12 17'], { add: ['itemised-usage'] });
  await confirm(page).dblclick();
  await expect(page.getByText(received)).toBeVisible();
  await page.reload();
  await expect(page.getByText(received)).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: '0492 00 12 17' });
  await expect(row).toContainText('Done', { timeout: 20_000 });
  await page.goBack();
  await expect(page).not.toHaveURL(/quote/);
  await page.goto(`/en/orders/quote/${quoteId}`);
  await expect(page.getByText('This change has been ordered already.')).toBeVisible();
  await page.getByRole('link', { name: 'See the order' }).click();
  await expect(row).toContainText('Done');
  expect(await ordersOf(page, '0492 00 12 17')).toHaveLength(1);
});

test('when the answer of the portal is lost, the order is found again, and none is made twice', async ({
  page,
}) => {
  await openQuote(page, ['0492 00 12 21'], { add: ['itemised-usage'] });
  let isLost = false;
  await page.route('**/api/orders', async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await confirm(page).click();
  await expect(page.getByText('This change has been ordered already.')).toBeVisible();
  await page.getByRole('link', { name: 'See the order' }).click();
  await expect(page.getByRole('row').filter({ hasText: '0492 00 12 21' })).toBeVisible();
  expect(await ordersOf(page, '0492 00 12 21')).toHaveLength(1);
});

test('a number that changed meanwhile is told with what is different, and the rest goes on', async ({
  page,
  context,
}) => {
  const [changed, other] = ['0492 00 12 18', '0492 00 12 45'];
  await openQuote(page, [changed, other], { add: ['data-boost-5gb'] });
  const lineId = await lineIdOf(page.request, changed);
  const elsewhere = await context.newPage();
  await elsewhere.goto(
    `/en/orders/quote/${await quoteOf(page.request, [lineId], { add: ['data-boost-20gb'] })}`,
  );
  await confirm(elsewhere).click();
  await expect(elsewhere.getByRole('row').filter({ hasText: changed })).toContainText('Done', {
    timeout: 20_000,
  });
  await elsewhere.close();

  await confirm(page).click();
  const told = page.getByRole('main').getByRole('status').filter({ hasText: changed });
  await expect(told).toContainText('Excluded by Data Boost 20GB, active on this number');
  await told.getByRole('button', { name: 'Bring the summary up to date' }).click();
  await expect(page.getByText('1 number is left out')).toBeVisible();
  await expect(told.getByRole('button')).toBeHidden();
  await confirm(page).click();
  await expect(page.getByText(received)).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: other })).toContainText('Done', { timeout: 20_000 });
  await expect(page.getByRole('row').filter({ hasText: changed })).toBeHidden();
});
