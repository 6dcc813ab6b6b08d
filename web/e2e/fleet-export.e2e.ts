import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import readXlsx from 'read-excel-file/node';
import { boxOf, numbersShown } from './support/fleet.ts';
import { expectNoViolations } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

const names = [
  'Last name, First name',
  'Number',
  'SIM card (ICCID)',
  'Customer no.',
  'Cost centre',
  'Product',
  'Tariff plan',
  'Options',
  'Status',
  'Last update',
];

/** Chooses a kind of file in the export menu and reads what the browser saves. */
async function save(page: Page, what: RegExp, kind: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const choice = page.getByRole('group', { name: what });
  const saved = page.waitForEvent('download');
  await choice.getByText(kind).click();
  const download = await saved;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** A CSV file as a spreadsheet reads it: `="0492…"` is a text. */
function readCsv(bytes: Buffer): string[][] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      line.split(';').map((cell) => cell.replace(/^"(.*)"$/, '$1').replace(/^=""(.*)""$/, '$1')),
    );
}

test('CSV and Excel hold exactly what the list shows, all its pages, in its order, identifiers as text', async ({
  page,
}) => {
  await page.goto('/en/fleet?plan=["shape-plus"]&status=["active"]&sort=msisdn&direction=desc&size=100');
  await expect(page.getByText('1-17 of 17').first()).toBeVisible();
  const shown = await numbersShown(page);
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('25');

  const csv = await save(page, /^All 17 numbers of this list$/, 'CSV');
  expect(csv.name).toMatch(/\.csv$/);
  const [head, ...rows] = readCsv(csv.bytes);
  expect(head).toEqual(names);
  expect(rows.map((row) => row[1])).toEqual(shown);
  const frederic = rows.find((row) => row[1] === '0492 00 12 38') ?? [];
  expect(frederic.slice(0, 7)).toEqual([
    'D’Hondt, Frédéric',
    '0492 00 12 38',
    '8932980000000000323',
    '600482917',
    '1000 Direction',
    'Voice',
    'Shape Plus',
  ]);
  expect(csv.bytes.toString()).toContain('"=""8932980000000000323"""');

  const xlsx = await save(page, /^All 17 numbers/, 'Excel');
  expect(xlsx.name).toMatch(/\.xlsx$/);
  const [{ data: sheet } = { data: [] }] = await readXlsx(xlsx.bytes);
  expect(sheet[0]).toEqual(names);
  expect(sheet.slice(1).map((row) => row.slice(0, 4))).toEqual(rows.map((row) => row.slice(0, 4)));
  expect(typeof sheet[1]?.[2]).toBe('string');
  expect(sheet[1]?.[9]).toBeInstanceOf(Date);
});

test('for programs dates are ISO in the file, and the menu remembers it of this person', async ({ page }) => {
  await page.goto('/en/fleet?plan=["shape-plus"]&status=["active"]');
  await expect(page.getByText('1-17 of 17').first()).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: /^For programs/ }).click();
  await expect(page.getByRole('button', { name: /^For programs/ })).toHaveAttribute('aria-pressed', 'true');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(page.getByText('1-17 of 17').first()).toBeVisible();
  const { bytes } = await save(page, /^All 17 numbers/, 'CSV');
  const [head, row] = bytes.toString('utf8').split('\r\n');
  expect(head).toBe(names.map((name) => `"${name}"`).join(','));
  expect(row).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d$/);
});

test('with a selection exactly the selected numbers are exported, also all but some', async ({ page }) => {
  await page.goto('/en/fleet?sort=msisdn&size=100');
  await boxOf(page, '0492 00 12 38').check();
  await boxOf(page, '0492 00 12 42').check();
  const two = await save(page, /^2 selected numbers$/, 'CSV');
  expect(readCsv(two.bytes).map((row) => row[1])).toEqual(['Number', '0492 00 12 38', '0492 00 12 42']);

  await page.getByRole('button', { name: 'Select all 47 that fit' }).click();
  await boxOf(page, '0492 00 12 42').uncheck();
  const most = await save(page, /^46 selected numbers$/, 'Excel');
  const [{ data: sheet } = { data: [] }] = await readXlsx(most.bytes);
  const numbers = sheet.slice(1).map((row) => row[1]);
  expect(numbers).toHaveLength(46);
  expect(numbers).toContain('0492 00 12 38');
  expect(numbers).not.toContain('0492 00 12 42');
});

test.describe('columns', () => {
  test.use({ as: 'other' });

  test('are chosen, ordered and set close by each person, stay so, and the export has them', async ({
    page,
  }) => {
    await page.goto('/en/fleet');
    const headings = page.locator('thead th:not(:first-child)');
    await expect(headings).toHaveText(
      names.filter((name) => name !== 'SIM card (ICCID)' && name !== 'Last update'),
    );
    await page.getByRole('button', { name: 'Columns' }).click();
    const panel = page.getByRole('dialog', { name: 'Columns' });
    for (const name of ['Customer no.', 'Cost centre', 'Product', 'Tariff plan', 'Options'])
      await panel.getByRole('checkbox', { name, exact: true }).uncheck();
    await expect(panel.getByRole('checkbox', { name: 'Number' })).toBeDisabled();
    await panel.getByRole('checkbox', { name: 'SIM card (ICCID)' }).check();
    const up = panel.getByRole('button', { name: 'Move SIM card (ICCID) up' });
    await up.press('Enter');
    await expect(up).toBeFocused();
    await up.press('Enter');
    await panel.getByRole('checkbox', { name: 'Compact rows' }).check();
    await panel.getByRole('combobox', { name: 'Columns that stay in sight' }).selectOption('The first');
    await expectNoViolations(page);
    await panel.getByRole('button', { name: 'Done' }).click();
    const own = ['Last name, First name', 'SIM card (ICCID)', 'Number', 'Status'];
    await expect(headings).toHaveText(own);
    await expect(page.locator('[data-density=compact]')).toBeVisible();
    const edge = page.getByRole('separator', { name: 'Width of Number' });
    await expect(edge).toHaveAttribute('aria-valuenow', '156');
    await edge.press('ArrowRight');
    await expect(edge).toHaveAttribute('aria-valuenow', '172');
    const { x, y, height } = (await edge.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    await page.mouse.move(x + 7, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 107, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await expect(edge).toHaveAttribute('aria-valuenow', /^2[67]\d$/);
    await page.waitForLoadState('networkidle');
    await page.reload();
    await expect(headings).toHaveText(own);
    await expect(edge).toHaveAttribute('aria-valuenow', /^2[67]\d$/);
    await edge.dblclick();
    await expect(edge).toHaveAttribute('aria-valuenow', '156');
    expect(readCsv((await save(page, /^All 12 numbers/, 'CSV')).bytes)[0]).toEqual(own);

    await page.getByRole('button', { name: 'Columns' }).click();
    await panel.getByRole('button', { name: 'As it comes' }).click();
    await expect(headings).toHaveCount(8);
    await expect(panel.getByRole('button', { name: 'As it comes' })).toBeDisabled();
  });
});
