import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations, expectThumbTargets } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

test('a view is exported regularly: made, run, fetched, paused, let go on, changed, stopped with its view, deleted', async ({
  page,
}) => {
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
  await expect(row).toContainText('Stopped', { timeout: 15_000 });
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
