import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoViolations, expectThumbTargets } from './support/page-checks.ts';
import { expectOnlyIn, wordsOf } from './support/language.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

async function choose(page: Page, content: string | Buffer, name = 'changes.csv'): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

test('a file becomes an order: columns, check, rows to correct, confirmation', async ({ page }) => {
  await page.goto('/en/fleet');
  await page.getByRole('link', { name: 'From a file' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change numbers from a file' })).toBeVisible();
  // each run another file: the same one would ask
  const note = String(Date.now());
  await choose(
    page,
    `GSM;Note;Ajouter\r\n0463 41 14 67;${note};Data Boost 5GB\r\n0464.34.40.52;;"Data Boost 5GB"\r\n8.93E+18;;Roaming\r\n0465 78 44 99;;Rooming\r\n`,
  );
  await expect(page.getByRole('combobox', { name: 'The column GSM means' })).toHaveValue('number');
  await expect(page.getByRole('combobox', { name: 'The column Ajouter means' })).toHaveValue('add');
  await expect(page.getByRole('combobox', { name: 'The column Note means' })).toHaveValue('');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByRole('list', { name: 'What the check has found' })).toContainText(
    '2 can be carried out',
  );
  await expect(page.getByRole('row').filter({ hasText: '8.93E+18' })).toContainText(
    'its last digits are lost',
  );
  await expect(page.getByRole('row').filter({ hasText: 'Rooming' })).toContainText(
    'There is no option “Rooming”.',
  );
  // a row is corrected where it stands, and checked again
  await page.getByRole('button', { name: 'Correct row 5' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct row 5' });
  await expect(dialog.getByRole('textbox', { name: 'Number' })).toHaveValue('0465 78 44 99');
  await dialog.getByRole('textbox', { name: 'Options to add' }).fill('Rooming again');
  await expectNoViolations(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'Rooming' })).toContainText(
    'Corrected, not checked yet',
  );
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Rooming again' })).toContainText(
    'There is no option',
  );
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'These rows (CSV)' }).click();
  const returned = await readFile(await (await saved).path(), 'utf8');
  expect(returned).toContain('"GSM";"Note";"Ajouter";"Reason";"What to do"');
  expect(returned).not.toContain(note);

  // what was begun is found again
  await page.getByRole('link', { name: 'Change numbers from a file' }).click();
  await page.getByRole('link', { name: 'changes.csv' }).first().click();
  await page.getByRole('button', { name: 'Order for 2 numbers' }).click();
  await page.getByRole('link', { name: /^Follow order \d+$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Order \d+$/ })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '0464 34 40 52' })).toContainText('Done', {
    timeout: 20_000,
  });
});

test('pasted cells are read without a header; the person says what they mean', async ({ page }) => {
  await page.goto('/en/fleet/import');
  await page
    .getByRole('textbox', { name: 'Or paste cells from a spreadsheet' })
    .fill('0465 78 44 99\tTraveller\n+32 463 41 14 67\tTraveller');
  await page.getByRole('button', { name: 'Use these cells' }).click();
  await expect(page.getByRole('combobox', { name: 'The column A means' })).toHaveValue('number');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByRole('alert')).toContainText('Say which column holds the options');
  await page.getByRole('combobox', { name: 'The column B means' }).selectOption('Options to add');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByRole('list', { name: 'What the check has found' })).toContainText('2 rows read');
});

test('a file of users gives numbers to people, one of cost centres adds those there are not', async ({
  page,
}) => {
  const mark = String(Date.now());
  await page.goto('/en/holders');
  await page.getByRole('link', { name: 'From a file' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change numbers from a file' })).toBeVisible();
  const kind = page.getByRole('combobox', { name: 'The rows are about' });
  await kind.selectOption('Users of numbers');
  const template = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Template (CSV)' }).click();
  const header = (await readFile(await (await template).path(), 'utf8')).trim();
  await choose(
    page,
    `${header}\r\n0463 41 14 67;Neuf${mark};Nina;N${mark};;;\r\n0464 34 40 52;"Neuf${mark}, Nina";;;;;\r\n0465 78 44 99;Neuf;Noé;;;31/31/2026;\r\n`,
    'users.csv',
  );
  await expect(page.getByRole('combobox', { name: 'The column Last name means' })).toHaveValue('lastName');
  await expect(kind).toHaveValue('holders');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByText('1 user is added.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What is given' })).toContainText(`2Neuf${mark}, Nina new`);
  await expect(page.getByRole('row').filter({ hasText: '31/31/2026' })).toContainText('is no day');
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Carry out 2 rows' }).click();
  await expect(page.getByText('The good rows of this file are carried out')).toBeVisible();
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await page.getByRole('link', { name: 'My numbers' }).last().click();
  await page.getByRole('searchbox').first().fill(`Neuf${mark}`);
  await expect(page.getByRole('row').filter({ hasText: `Neuf${mark}, Nina` })).toHaveCount(2);

  await page.goto('/en/fleet/import');
  await choose(page, `GSM;Cost centre\n0463411467;E${mark}\n`, 'centres.csv');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByText('1 cost centre of this file does not exist yet')).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Add it with this file' }).click();
  await page.getByRole('button', { name: 'Carry out 1 row' }).click();
  await expect(page.getByText('The good rows of this file are carried out')).toBeVisible();
  await page.goto(`/en/holders/cost-centres?search=E${mark}`);
  await expect(page.getByRole('row').filter({ hasText: `E${mark}` })).toContainText('1');
});

test('what is no table is refused at once, with what to do', async ({ page }) => {
  await page.goto('/nl/fleet/import');
  await choose(page, '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'nummers.csv');
  await expect(page.getByRole('alert')).toContainText('Dit is een pdf, wat de naam ook zegt.');
});

test('who may only look finds no way to it, and is told why', async ({ browser, requestAs, baseURL }) => {
  const request = await requestAs('viewer');
  const context = await browser.newContext({
    storageState: await request.storageState(),
    baseURL: baseURL ?? '',
  });
  const page = await context.newPage();
  await page.goto('/en/fleet');
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'From a file' })).toHaveCount(0);
  await page.goto('/en/fleet/import');
  await expect(page.getByText('Your access lets you look, not change.')).toBeVisible();
  await context.close();
});

test('each step breaks no rule of accessibility, in any look, and speaks each language', async ({ page }) => {
  for (const locale of ['fr', 'nl', 'en', 'de'] as const) {
    const word = wordsOf(locale);
    await page.goto(`/${locale}/fleet/import`);
    await expect(page.getByRole('heading', { level: 1, name: word('imports.title') })).toBeVisible();
    await expectOnlyIn(page, locale);
    for (const kind of ['holders', 'cost-centres']) {
      await page.getByRole('combobox', { name: word('imports.kind'), exact: true }).selectOption(kind);
      await expectOnlyIn(page, locale);
    }
    await choose(page, `MSISDN;X;Roaming?\n0465784499;Traveller;\n04;Traveller;\n`, 'x.csv');
    await expect(page.getByRole('heading', { name: word('imports.columns'), exact: true })).toBeVisible();
    await page.getByText(word('imports.reading'), { exact: true }).click();
    await expectOnlyIn(page, locale);
    if (locale === 'fr') {
      await expectNoViolations(page);
      await expectThumbTargets(page);
    }
    const column = page.getByRole('combobox', { name: word('imports.column.means').replace('{name}', 'X') });
    await column.selectOption('add');
    await page.getByRole('button', { name: word('imports.check'), exact: true }).click();
    await expect(page.getByRole('heading', { name: word('imports.bad-rows'), exact: true })).toBeVisible();
    await expectOnlyIn(page, locale);
    if (locale !== 'fr') continue;
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto('/fr/fleet/import');
    await expect(page.getByRole('heading', { name: word('imports.recent') })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
  }
});
