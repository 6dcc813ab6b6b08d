import type { Page } from '@playwright/test';
import { boxOf, lineIdOf, numbersShown, orderOf, rowOf, untilEnded } from './support/fleet.ts';
import { expectNoViolations } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

const search = (page: Page) => page.getByRole('searchbox', { name: /^Search/ });
const range = (page: Page, words: string) => page.getByRole('main').getByText(words, { exact: true }).first();
const heading = (page: Page, name: string) => page.getByRole('columnheader', { name });

async function openFleet(page: Page, query = ''): Promise<void> {
  await page.goto(`/en/fleet${query}`);
  await expect(page.locator('[data-row-check]').nth(1)).toBeVisible();
}

test.describe('the search box', () => {
  test('finds numbers by whatever is known of them, however it is written', async ({ page }) => {
    await openFleet(page);
    const one = '0492 00 12 38';
    const known: [typed: string, shown: string, numbers: string[]][] = [
      ['0492 00 12', '1-45 of 45', []],
      ['+32 492 00 12 38', '1-1 of 1', [one]],
      ['0032492/00.12.38', '1-1 of 1', [one]],
      ['00000323', '1-1 of 1', [one]], // last digits of its SIM card
      ['600482925', '1-17 of 17', []],
      ['frederic', '1-1 of 1', [one]],
      ['FRÉDÉRIC hondt', '1-1 of 1', [one]],
      ["d'hondt fred", '1-1 of 1', [one]],
      ['bastogne leonard noemie', '1-1 of 1', ['0492 00 12 22']],
      ['crevecoeur', '1-1 of 1', ['0492 00 12 28']],
      ['zoé 1250', '1-1 of 1', ['0492 00 12 50']],
    ];
    for (const [typed, shown, numbers] of known) {
      await search(page).fill(typed);
      await expect(range(page, shown), typed).toBeVisible();
      await expect(page).toHaveURL((url) => url.searchParams.get('search') === typed);
      if (numbers.length > 0) await expect.poll(() => numbersShown(page), typed).toEqual(numbers);
    }
    await search(page).fill('0323');
    await expect(page.getByRole('columnheader', { name: 'SIM card (ICCID)' })).toBeVisible();
    await expect(page.locator('mark').first()).toHaveText('0323');
    await search(page).fill('dhondt 492001');
    await expect(rowOf(page, one).locator('mark')).toHaveText(['D’Hondt', '492 00 1']);
    const { sim } = await (
      await page.request.get(`/api/fleet/lines/${await lineIdOf(page.request, one)}`)
    ).json();
    await search(page).fill(sim.imsi);
    await expect(rowOf(page, one)).toContainText(`IMSI ${sim.imsi}`);
    await expect(rowOf(page, one).locator('mark')).toHaveText([sim.imsi]);
    await expectNoViolations(page);
  });

  test('that finds nothing says so, and leads back to all numbers', async ({ page }) => {
    await openFleet(page);
    await page.keyboard.press('/');
    await expect(search(page)).toBeFocused();
    await page.keyboard.type('nobody at all');
    await expect(page.getByText('No number matches')).toBeVisible();
    await expect(page.getByText('0-0 of 0').first()).toBeVisible();
    await page.getByRole('button', { name: 'Show all numbers' }).click();
    await expect(range(page, '1-50 of 61')).toBeVisible();
    await expect(search(page)).toHaveValue('');
  });
});

test('filters narrow the list, stand above it as chips, and go one by one', async ({ page }) => {
  await openFleet(page);
  await page.getByRole('button', { name: 'Filter' }).click();
  const panel = page.getByRole('dialog', { name: 'Filter' });
  const wanted: [group: string, value: string, shown: string][] = [
    ['Tariff plan', 'Shape Plus', '1-18 of 18'],
    ['Status', 'Active', '1-17 of 17'],
    ['Active option', 'World Traveller', '1-2 of 2'],
    ['Customer no.', '600482917', '1-2 of 2'],
    ['Product', 'Voice', '1-2 of 2'],
  ];
  for (const [group, value, shown] of wanted) {
    await panel
      .getByRole('group', { name: group })
      .getByRole('checkbox', { name: value, exact: true })
      .check();
    await expect(page.getByText(shown, { exact: true }).first()).toBeAttached();
  }
  await panel.getByRole('button', { name: 'Show the numbers' }).click();
  await expect(page.getByRole('button', { name: 'Filter (5)' })).toBeFocused();
  const chips = page.getByRole('list', { name: 'Filters at work' });
  await expect(chips.getByRole('listitem')).toHaveText(wanted.map(([group, value]) => `${group}: ${value}`));
  expect(await numbersShown(page)).toEqual(['0492 00 12 32', '0492 00 12 44']);

  await chips.getByRole('button', { name: 'Remove the filter Tariff plan: Shape Plus' }).click();
  await expect(range(page, '1-4 of 4')).toBeVisible();
  await page.goBack();
  await expect(range(page, '1-2 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(range(page, '1-50 of 61')).toBeVisible();
  await expect(chips).toBeHidden();

  // counts follow what is ticked, and days narrow too
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await panel.getByRole('checkbox', { name: 'Shape Plus', exact: true }).check();
  await expect(panel.getByRole('group', { name: 'Status' })).toHaveText('StatusActive17Suspended1');
  await panel.getByRole('checkbox', { name: 'Change under way' }).check();
  await panel.getByRole('group', { name: 'In the fleet since' }).getByLabel('From').fill('2020-02-01');
  await expect(page).toHaveURL((url) => url.searchParams.get('activatedFrom') === '2020-02-01');
  await panel.getByRole('button', { name: 'Show the numbers' }).click();
  await expect(chips.getByRole('listitem')).toHaveText([
    'Tariff plan: Shape Plus',
    'At this moment: Change under way',
    'In the fleet since: from 01/02/2020',
  ]);
  await page.reload();
  await expect(chips.getByRole('listitem')).toHaveCount(3);
});

test('every column but the options sorts the list, both ways, and says so', async ({ page }) => {
  await openFleet(page);
  await expect(heading(page, 'Last name, First name')).toHaveAttribute('aria-sort', 'ascending');
  for (const name of [
    'Number',
    'Customer no.',
    'Product',
    'Tariff plan',
    'Status',
    'Last name, First name',
  ]) {
    const button = heading(page, name).getByRole('button');
    await button.click();
    await expect(heading(page, name)).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.locator('th[aria-sort]')).toHaveCount(1);
    const first = (await numbersShown(page))[0];
    await button.click();
    await expect(heading(page, name)).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await numbersShown(page))[0]).not.toBe(first);
  }
  await expect(heading(page, 'Options').getByRole('button')).toHaveCount(0);

  await heading(page, 'Number').getByRole('button').click();
  await expect.poll(async () => (await numbersShown(page))[0]).toBe('0460 53 05 73');
  const numbers = await numbersShown(page);
  expect(numbers).toEqual(numbers.toSorted());
});

test('the list comes in pages of the size one likes', async ({ page }) => {
  await openFleet(page);
  const pages = page.getByRole('navigation', { name: 'Pages of the list' });
  await expect(pages.getByRole('button', { name: 'Previous page' })).toHaveAttribute('aria-disabled', 'true');
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(pages.getByText('51-61 of 61')).toBeVisible();
  await expect.poll(async () => (await numbersShown(page)).length).toBe(11);
  await expect(pages.getByRole('button', { name: 'Next page' })).toHaveAttribute('aria-disabled', 'true');
  await pages.getByRole('combobox', { name: 'Rows per page' }).selectOption('25');
  await expect(pages.getByText('1-25 of 61')).toBeVisible();
  await pages.getByRole('combobox', { name: 'Rows per page' }).selectOption('100');
  await expect(pages.getByText('1-61 of 61')).toBeVisible();
});

test('an address behind the last page shows the last page, and words that are too long are cut', async ({
  page,
}) => {
  await openFleet(page, '?page=999');
  await expect(range(page, '51-61 of 61')).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get('page') === '2');
  await page.goto(`/en/fleet?search=%00${'x'.repeat(3000)}`);
  await expect(page.getByText('No number matches')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('/en/orders?page=999');
  await expect(page).toHaveURL((url) => url.searchParams.get('page') !== '999');
});

test('the address is the list: reload, back, forward and a link sent to a colleague show the same', async ({
  page,
  context,
}) => {
  await openFleet(page);
  await search(page).fill('0492 00 12');
  await expect(range(page, '1-45 of 45')).toBeVisible();
  await heading(page, 'Number').getByRole('button').click();
  await heading(page, 'Number').getByRole('button').click();
  const pages = page.getByRole('navigation', { name: 'Pages of the list' });
  await pages.getByRole('combobox', { name: 'Rows per page' }).selectOption('25');
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(range(page, '26-45 of 45')).toBeVisible();
  await expect.poll(async () => (await numbersShown(page))[0]).toBe('0492 00 12 29');
  const second = await numbersShown(page);
  const address = page.url();

  await page.reload();
  await expect(range(page, '26-45 of 45')).toBeVisible();
  expect(await numbersShown(page)).toEqual(second);
  await expect(search(page)).toHaveValue('0492 00 12');
  await expect(heading(page, 'Number')).toHaveAttribute('aria-sort', 'descending');

  await page.goBack();
  await expect(range(page, '1-25 of 45')).toBeVisible();
  await expect.poll(async () => (await numbersShown(page))[0]).toBe('0492 00 12 54');
  await page.goForward();
  await expect.poll(() => numbersShown(page)).toEqual(second);

  const colleague = await context.newPage();
  await colleague.goto(address);
  await expect(range(colleague, '26-45 of 45')).toBeVisible();
  expect(await numbersShown(colleague)).toEqual(second);
  await colleague.close();

  // out to one number and back again
  await page.getByRole('link', { name: '0492 00 12 29' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '0492 00 12 29' })).toBeVisible();
  await page.goBack();
  await expect.poll(() => numbersShown(page)).toEqual(second);
});

test('on a phone the numbers are cards', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/fleet?search=1238');
  const card = page
    .getByRole('list', { name: 'Numbers' })
    .getByRole('listitem')
    .filter({ hasText: '0492 00 12 38' });
  await expect(card).toContainText('D’Hondt, Frédéric');
  await expect(card).toContainText('Shape Plus');
  await boxOf(page, '0492 00 12 38').check();
  await page.getByRole('button', { name: 'Clear the selection' }).click();
  await expect(page.getByText('No SIM card selected')).toBeVisible();
});

test('the list moves by itself while the network carries out an order', async ({ page }) => {
  const number = '0492 00 12 49';
  const lineId = await lineIdOf(page.request, number);
  await openFleet(page, '?search=0492+00+12+4');
  const row = rowOf(page, number);
  await expect(row.getByRole('img', { name: /^Data:/ })).toBeHidden();
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  const order = await orderOf(page.request, [lineId], { add: ['data-boost-5gb'] });
  await expect(row.getByRole('img', { name: '1 change under way' })).toBeVisible();
  await untilEnded(page.request, order.id);
  await expect(row.getByRole('img', { name: 'Data: Data Boost 5GB' })).toBeVisible();
  await expect(row.getByRole('img', { name: '1 change under way' })).toBeHidden();
  await expect(page.locator('body')).toHaveAttribute('data-same-page');
});

test('numbers pasted into the search box become a list of exactly those, which a colleague can open', async ({
  page,
  browser,
  requestAs,
}) => {
  await openFleet(page);
  const paste = (text: string) =>
    search(page).evaluate((box, pasted) => {
      const data = new DataTransfer();
      data.setData('text', pasted);
      box.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  await paste('Number\tName\n0492 00 12 38\tD’Hondt\n+32 (0)492 00 12 22\tx\n0470 99 99 99\n8,93E+18');
  await expect(range(page, '1-2 of 2')).toBeVisible();
  expect(await numbersShown(page)).toEqual(['0492 00 12 22', '0492 00 12 38']);
  await expect(search(page)).toHaveValue('');
  await expect(page.getByRole('list', { name: 'Filters at work' })).toContainText('Pasted list: 2 numbers');
  await page.getByText('2 of the 4 pasted are not in this list').click();
  await expect(page.getByRole('textbox', { name: '1 is not among the numbers you can see' })).toHaveValue(
    '0470 99 99 99',
  );
  await expectNoViolations(page);

  await heading(page, 'Number').getByRole('button').click();
  await search(page).fill('hondt');
  await expect(range(page, '1-1 of 1')).toBeVisible();
  await page.reload();
  await expect(range(page, '1-1 of 1')).toBeVisible();
  const colleague = await browser.newContext({
    storageState: await (await requestAs('viewer')).storageState(),
  });
  const his = await colleague.newPage();
  await his.goto(page.url());
  await expect(range(his, '1-1 of 1')).toBeVisible();
  await colleague.close();
  await page.getByRole('button', { name: 'Remove the filter Pasted list: 2 numbers' }).click();
  await expect(page).toHaveURL((url) => !url.searchParams.has('list'));

  await paste(
    Array.from({ length: 5_001 }, (_, place) => `0470${String(place).padStart(6, '0')}`).join('\n'),
  );
  await expect(page.getByRole('alert')).toContainText(
    'A list holds at most 5,000 numbers, and 5,001 were pasted.',
  );
});

test('the list is added up by plan with what it costs, and a group leads to its numbers', async ({
  page,
}) => {
  await openFleet(page, '?status=%5B%22active%22%5D');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('group', { name: 'Add up by' }).getByRole('button', { name: 'Tariff plan' }).click();
  const groups = page.getByRole('table', { name: 'Groups' });
  const plus = groups.getByRole('row').filter({ hasText: 'Shape Plus' });
  await expect(plus).toHaveText(/^Shape Plus17€\d+\.\d\d$/);
  await expect(page.getByRole('status').filter({ hasText: 'a month excl. VAT' })).toBeVisible();
  await expectNoViolations(page);
  await page.reload();
  await plus.getByRole('link', { name: 'Shape Plus' }).click();
  await expect(range(page, '1-17 of 17')).toBeVisible();
  await page.goBack();
  await expect(plus).toBeVisible();
});
