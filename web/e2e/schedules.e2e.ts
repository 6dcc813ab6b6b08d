import type { Page } from '@playwright/test';
import type { Schedule } from '../../server/schedules/contract.ts';
import { expectOnlyIn, wordsOf } from './support/language.ts';
import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations, expectThumbTargets, takePictures } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

test('a view is exported regularly: made, run, fetched, paused, let go on, changed, stopped with its view, deleted', async ({
  page,
}) => {
  test.slow();
  const viewId = crypto.randomUUID();
  const made = await page.request.post('/api/views', {
    data: {
      id: viewId,
      name: 'Shape Plus, active',
      shared: false,
      query: { filter: { plan: ['shape-plus'], status: ['active'] }, sort: 'name', direction: 'asc' },
    },
  });
  expect(made.status()).toBe(201);

  await page.goto('/en/fleet?plan=["shape-plus"]&status=["active"]');
  await page.getByRole('button', { name: 'Views: Shape Plus, active' }).click();
  await page.getByRole('button', { name: 'Export a view regularly…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a view regularly' });
  await expect(dialog.getByLabel('View')).toHaveValue(viewId);
  await dialog.getByLabel('Weekday').selectOption('Friday');
  await dialog.getByLabel('Hour (Brussels)').selectOption('07:00');
  await expect(dialog.getByRole('status')).toHaveText(/^Next time: Friday.* \d{4}, 07:00$/);
  await dialog.getByLabel('File').selectOption('CSV');
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await dialog.getByRole('button', { name: 'Export regularly' }).click();
  await expect(dialog).toBeHidden();

  await page.goto('/en/exports');
  const list = page.getByRole('region', { name: 'Regular exports' });
  const row = list.getByRole('row').filter({ hasText: 'Shape Plus, active' });
  await expect(row).toContainText('Every Friday at 07:00');
  await expect(row).toContainText('Active');
  await expect(row).toContainText('Not yet');
  await row.getByRole('button', { name: /^Run now/ }).click();
  await expect(row).toContainText('17 numbers');
  const saved = page.waitForEvent('download');
  await row.getByRole('link', { name: /^Download/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/^Shape Plus, active .*\.csv$/);

  await row.getByRole('button', { name: /^Pause/ }).click();
  await expect(row).toContainText('Paused');
  await expect(row).not.toContainText('next');
  await row.getByRole('button', { name: /^Go on/ }).click();
  await expect(row).toContainText('Active');
  await row.getByRole('button', { name: /^Change/ }).click();
  const change = page.getByRole('dialog', { name: 'Change the regular export' });
  await change.getByLabel('How often').selectOption('Every month');
  await change.getByLabel('Day of the month').selectOption('31');
  await expect(change).toContainText('In a shorter month: on its last day.');
  await change.getByRole('button', { name: 'Save the changes' }).click();
  await expect(row).toContainText('Day 31 of every month at 07:00');

  expect((await page.request.delete(`/api/views/${viewId}`)).status()).toBe(204);
  // The portal looks every 20 seconds.
  await expect(row).toContainText('Stopped', { timeout: 40_000 });
  await expect(row).toContainText('The view was removed. Choose another one.');
  await expect(row.getByRole('button', { name: /^(Run now|Go on)/ })).toHaveCount(0);
  await expect(async () => {
    const mails = await mailsTo(page.request, 'manager@demo.test');
    const mail = mails.find(({ html }) => html.includes('Shape Plus, active') && !html.includes('17 '));
    expect(mail?.html).toMatch(/href="[^"]+\/exports"/);
  }).toPass({ timeout: 10_000 });
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(
    page.getByRole('link', { name: 'Your regular export “Shape Plus, active” was stopped.' }),
  ).toHaveAttribute('href', '/en/exports');
  await page.keyboard.press('Escape');
  await expectNoViolations(page);

  await row.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete the regular export', exact: true }).click();
  await expect(page.getByText('No regular export yet')).toBeVisible();
  const files = (await (await page.request.get('/api/exports')).json()) as { exports: { id: string }[] };
  for (const { id } of files.exports) await page.request.delete(`/api/exports/${id}`);
});

test('what cannot be is said where it was chosen', async ({ page }) => {
  const viewId = crypto.randomUUID();
  const query = { filter: {}, sort: 'name', direction: 'asc' };
  await page.request.post('/api/views', { data: { id: viewId, name: 'Gone soon', shared: false, query } });
  await page.goto('/en/exports');
  await page.getByRole('button', { name: 'Export a view regularly…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Export regularly' }).click();
  await expect(dialog.getByLabel('View')).toHaveAccessibleDescription(/Choose a view\./);
  await dialog.getByLabel('View').selectOption('Gone soon');
  await page.request.delete(`/api/views/${viewId}`);
  await dialog.getByRole('button', { name: 'Export regularly' }).click();
  await expect(dialog.getByLabel('View')).toHaveAccessibleDescription(/not there any more/);
  await expectNoViolations(page);
});

test('every state of a schedule can be read in each language and in any look', async ({ page }) => {
  await page.route('**/api/schedules', (route) => route.fulfill({ json: { schedules: inEveryState } }));
  const query = { filter: {}, sort: 'name', direction: 'asc' };
  const view = { id: common.viewId, name: '0492', shared: false, mine: true, owner: '0492', query };
  await page.route('**/api/views', (route) => route.fulfill({ json: { views: [view] } }));
  for (const locale of ['nl', 'en', 'de', 'fr'] as const) {
    const word = wordsOf(locale);
    await page.goto(`/${locale}/exports`);
    await expect(page.getByRole('heading', { level: 2, name: word('exports.schedules') })).toBeVisible();
    for (const state of ['active', 'paused', 'stopped', 'given-up'])
      await expect(page.getByText(word(`exports.schedule.${state}`), { exact: true }).first()).toBeVisible();
    await expectOnlyIn(page, locale);
    await changeButton(page, word('exports.schedule.change')).click();
    await expect(page.getByRole('dialog')).toContainText(word('exports.schedule.short-month'));
    await expectOnlyIn(page, locale);
    await expectNoViolations(page);
    await expectThumbTargets(page);
    if (locale === 'fr') await takePictures(page, 'schedule-dialog');
    await page.keyboard.press('Escape');
  }
  await expectNoViolations(page);
  await expectThumbTargets(page);
  await takePictures(page, 'schedules');
});

function changeButton(page: Page, name: string) {
  return page.getByRole('button', { name: new RegExp(`^${name}: `) }).first();
}

const common: Schedule = {
  id: '01980000-0000-7000-8000-000000000010',
  viewId: '01980000-0000-7000-8000-000000000001',
  viewName: '0492',
  rhythm: { every: 'month', day: 31, hour: 6 },
  format: 'csv',
  writing: 'iso',
  locale: 'fr',
  columns: null,
  state: 'active',
  stoppedFor: null,
  nextAt: '2026-06-30T04:00:00.000Z',
  last: null,
};
const run: NonNullable<Schedule['last']> = {
  begunAt: '2026-05-31T04:00:03.000Z',
  dueAt: '2026-05-31T04:00:00.000Z',
  exportId: common.id,
  state: 'ready',
  rows: 100_000,
  failure: null,
};
const said = { code: 'list-gone', sentence: '0492 …' };
const states: Partial<Schedule>[] = [
  {},
  { last: run, rhythm: { every: 'week', weekday: 7, hour: 0 }, format: 'xlsx', writing: 'local' },
  { state: 'paused', nextAt: null, last: { ...run, state: 'given-up', rows: null } },
  { last: { ...run, state: 'under-way', rows: null } },
  { state: 'stopped', viewId: null, nextAt: null, stoppedFor: said },
  { last: { ...run, state: 'failed', rows: null, failure: said } },
];
const inEveryState = states.map((each, place) => ({
  ...common,
  ...each,
  id: common.id.slice(0, -1) + place,
}));
