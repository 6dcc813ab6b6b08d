import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { expectNoViolations } from '../e2e/support/page-checks.ts';
import { expect, test } from '../e2e/support/portal.ts';

test.use({ as: 'largest' });

test('100,000 numbers are listed, searched, filtered and turned to their last page', async ({ page }) => {
  await page.goto('/en/fleet');
  await expect(page.getByText('1-50 of 100,000').first()).toBeVisible();
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(50);
  await expectNoViolations(page);

  const number = await rows.nth(7).getByRole('link').first().innerText();
  await page.getByRole('searchbox').fill(number);
  await expect(page.getByText('1-1 of 1').first()).toBeVisible();
  await expect(rows.first()).toContainText(number);
  await page.getByRole('searchbox').fill('an');
  await expect(page.getByText(/^1-50 of \d\d,\d{3}$/).first()).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await expect(page.getByText('1-50 of 100,000').first()).toBeVisible();

  await page.goto('/en/fleet?sort=plan&direction=desc&page=2000');
  await expect(page.getByText('99,951-100,000 of 100,000').first()).toBeVisible();
  await expect(rows).toHaveCount(50);
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
  await rows.nth(3).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('99,951-100,000 of 100,000').first()).toBeVisible();
});

test('all numbers that fit are changed by one order, which is watched, paused and cancelled', async ({
  page,
}) => {
  await page.goto('/en/fleet?plan=["shape-basic","shape-plus","shape-traveller"]&status=["active"]');
  await page.getByRole('checkbox', { name: 'Select all on this page that fit' }).check();
  await page.getByRole('button', { name: /^Select all \d\d,\d{3} that fit$/ }).click();
  await expect(page.getByText(/^\d\d,\d{3} SIM cards selected$/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Change options' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change options for several numbers' });
  await expect(dialog.getByRole('heading', { name: /^\d\d,\d{3} numbers$/ })).toBeVisible();
  const added = dialog.getByRole('group', { name: 'Choose the options to activate' });
  await added.getByRole('checkbox', { name: 'Block premium SMS' }).check();
  await dialog.getByRole('button', { name: 'Confirm' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Confirm the changes' })).toBeVisible();
  await expect(page.getByText(/^\d\d,\d{3} numbers will be changed$/)).toBeVisible();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();

  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress.getByText(/^\d+ of \d\d,\d{3} done$/)).toBeVisible();
  await expect(progress, 'it moves by itself').toContainText(/[1-9]\d* of \d\d,\d{3} done/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(progress.getByText(/^Paused by/)).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(progress.getByText(/^Paused by/)).toBeHidden();
  await page.getByRole('button', { name: 'Cancel what has not begun' }).click();
  const sure = page.getByRole('dialog', { name: /^Cancel \d\d,\d{3} changes\?$/ });
  await sure.getByRole('button', { name: 'Cancel what has not begun' }).click();
  await expect(progress.getByRole('status')).toHaveText(/done, \d\d,\d{3} cancelled$/, { timeout: 120_000 });
});

test('100,000 numbers are prepared as CSV in the background, each once', async ({ page }) => {
  await page.goto('/en/fleet');
  await page.getByRole('button', { name: 'Export' }).click();
  await page
    .getByRole('group', { name: /^All 100,000 numbers of this list$/ })
    .getByText('CSV')
    .click();
  const ready = page.getByRole('region', { name: 'Your export' }).getByRole('link', { name: 'Download' });
  await expect(ready).toBeVisible({ timeout: 120_000 });
  const saved = page.waitForEvent('download');
  await ready.click();
  const seen = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(await (await saved).path()) }))
    seen.add(line);
  expect(seen.size).toBe(100_001);
});
