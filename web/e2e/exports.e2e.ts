import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Export } from '../../server/exports/contract.ts';
import { expectOnlyIn, wordsOf } from './support/language.ts';
import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations, expectThumbTargets, takePictures } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

test('a file is prepared in the background, told of by mail and under the bell, found again, downloaded and deleted', async ({
  page,
}) => {
  await page.goto('/en/fleet?plan=["shape-plus"]&status=["active"]');
  await expect(page.getByText('1-17 of 17').first()).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('button', { name: 'Download at once' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: /^Prepare it/ }).click();
  await page.getByRole('button', { name: 'CSV' }).click();
  const strip = page.getByRole('region', { name: 'Your export' });
  await expect(strip).toContainText('Numbers of a list');
  await expect(strip.getByRole('link', { name: 'Download' })).toBeVisible();
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await page.reload();
  await strip.getByRole('link', { name: 'All exports' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Exports' })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Numbers of a list' }).first();
  await expect(row).toContainText('Ready');
  await expect(row).toContainText('17');
  const saved = page.waitForEvent('download');
  await row.getByRole('link', { name: /^Download/ }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^Numbers \d{4}-\d\d-\d\d \d\d\.\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.trimEnd().split('\r\n')).toHaveLength(18);

  await expect(async () => {
    const [mail] = await mailsTo(page.request, 'manager@demo.test');
    expect(mail?.text.replaceAll(/\s+/g, ' ')).toContain('17 num');
    expect(mail?.html).toMatch(/href="[^"]+\/exports"/);
  }).toPass({ timeout: 10_000 });
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(page.getByText('Your export of 17 numbers is ready.').first()).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Numbers of a list' }).first().click();
  await expect(page.getByText('1-17 of 17').first()).toBeVisible();
  await page.goBack();
  await row.getByRole('button', { name: /^Delete the export/ }).click();
  await page.getByRole('button', { name: 'Delete the export', exact: true }).click();
  await expect(page.getByText('No file yet')).toBeVisible();
  await expectNoViolations(page);
});

test('every state of a file can be read in each language and in any look', async ({ page }) => {
  await page.route('**/api/exports', (route) => route.fulfill({ json: { exports: inEveryState } }));
  for (const locale of ['nl', 'en', 'de', 'fr'] as const) {
    const word = wordsOf(locale);
    await page.goto(`/${locale}/exports`);
    await expect(page.getByRole('heading', { level: 1, name: word('exports.title') })).toBeVisible();
    await expect(page.getByText(word('exports.state.waiting'))).toBeVisible();
    await expectOnlyIn(page, locale);
    await deleteButton(page).click();
    await expect(page.getByRole('dialog')).toContainText(word('exports.delete.effect'));
    await expectOnlyIn(page, locale);
    await page.keyboard.press('Escape');
  }
  await expect(page.getByRole('progressbar').first()).toHaveAttribute(
    'aria-valuetext',
    /^42.000 numéros sur/,
  );
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await takePictures(page, 'exports');
});

function deleteButton(page: Page) {
  return page.getByRole('main').locator('button[aria-label]').first();
}

const common: Export = {
  id: '01980000-0000-7000-8000-000000000001',
  askedAt: '2026-06-13T13:28:00.000Z',
  name: null,
  list: { filter: {}, sort: 'name', direction: 'asc' },
  format: 'csv',
  writing: 'local',
  state: 'ready',
  rowsTotal: 100_000,
  rowsWritten: 100_000,
  secondsLeft: null,
  size: 26_613_703,
  fileName: '2026-06-13 15.28.csv',
  endedAt: '2026-06-13T13:28:02.000Z',
  expiresAt: '2026-06-20T13:28:02.000Z',
  mayDownload: true,
  failure: null,
};
const under = { size: 0, fileName: null, endedAt: null, expiresAt: null, mayDownload: false };
const gone = { code: 'list-gone', sentence: '0492 …' };
const states: Partial<Export>[] = [
  { ...under, state: 'writing', rowsWritten: 42_000, secondsLeft: 130 },
  { ...under, state: 'waiting', rowsWritten: 0, format: 'xlsx', list: null },
  {},
  { writing: 'iso', mayDownload: false },
  { ...under, state: 'failed', expiresAt: common.expiresAt, failure: gone },
];
const inEveryState = states.map((each, place) => ({
  ...common,
  ...each,
  id: common.id.slice(0, -1) + place,
}));
