import { lineIdOf, orderOf, untilEnded } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'operator' });

test('the monitor moves by itself: what is done and what fails is seen within seconds', async ({
  page,
  requestAs,
}) => {
  const manager = await requestAs('manager');
  await page.goto('/en/operator');
  await expect(page.getByRole('row').filter({ hasText: 'simulator' })).toContainText('Answers');
  await expect(page.getByRole('table', { name: 'Workers' })).toContainText('Works');
  const figures = page.getByRole('region', { name: 'The work at a glance' });
  const fallout = figures.getByRole('link', { name: /Failed, waiting for staff/ });
  await expect(fallout).toContainText(/\d/);
  const before = Number((await fallout.innerText()).split(/\s/)[0]);
  // the network refuses this number for good
  const order = await orderOf(manager, [await lineIdOf(manager, '0492 01 00 02')], { add: ['hide-number'] });
  await untilEnded(manager, order.id);
  await expect(fallout).toContainText(String(before + 1), { timeout: 15_000 });
  await expect(page.getByRole('img', { name: /[1-9]\d* failed for good/ })).toBeVisible({ timeout: 15_000 });
  await page.getByRole('listitem').getByRole('link', { name: 'Refused by the network' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Refused by the network' })).toBeVisible();
});

test('when the portal cannot say how the work goes, the page says so and tries again', async ({ page }) => {
  await page.route('**/api/operator/monitor', (route) => route.fulfill({ status: 500, body: 'broken' }));
  await page.goto('/en/operator');
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 15_000 });
  await page.unroute('**/api/operator/monitor');
  await page.getByRole('button', { name: /again/i }).click();
  await expect(page.getByRole('table', { name: 'Workers' })).toContainText('Works');
});
