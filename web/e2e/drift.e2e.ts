import { lineIdOf } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.describe('what the network has otherwise', () => {
  test.use({ as: 'manager' });

  test('is told on the number in calm words, and not while it agrees', async ({ page }) => {
    const lineId = await lineIdOf(page.request, '0492 00 12 43');
    await page.goto(`/en/fleet/${lineId}`);
    await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
    const told = page.getByText('The network does not quite have what is shown here.');
    await expect(told).toHaveCount(0);
    await page.route('**/agreement', (route) =>
      route.fulfill({ json: { agrees: false, since: '2026-06-13T13:28:00.000Z' } }),
    );
    await page.reload();
    await expect(told).toBeVisible();
    await expect(page.getByText('You need not do anything.')).toBeVisible();
  });
});

test.describe('the operator’s staff', () => {
  test.use({ as: 'operator' });

  test('see how far the comparison is, and what differs or that nothing does', async ({ page }) => {
    await page.goto('/en/operator');
    await page.getByRole('link', { name: 'Differences with the network' }).click();
    // what another test has completed by hand is not on the network: that is told
    const empty = page.getByText('No difference is known');
    await expect(empty.or(page.getByRole('row').nth(1)).first()).toBeVisible();
    await expect(page.getByText(/Compared in this round: [1-9]/)).toBeVisible({ timeout: 40_000 });
  });
});
