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

  test('choose differences, say why, and are told what was ordered', async ({ page }) => {
    const lines = [
      aLine('e5a64b1c-0000-4000-8000-000000000002', '32492001201', true),
      aLine('e5a64b1c-0000-4000-8000-000000000003', '32492001202', false),
    ];
    const organisations = [{ ...lines[0]?.organisation, items: 2, repairable: 1 }];
    await page.route('**/api/operator/drift?*', (route) =>
      route.fulfill({
        json: { lines, total: 2, repairable: 1, organisations, page: 1, size: 50, round: null },
      }),
    );
    const asked: unknown[] = [];
    await page.route('**/api/operator/drift/repair', async (route) => {
      asked.push(route.request().postDataJSON());
      await route.fulfill({ json: { repaired: 1, notPossible: 0, underWay: 0, next: null } });
    });
    await page.goto('/en/operator/drift');
    await page.getByRole('checkbox', { name: 'Choose 0492 00 12 01' }).check();
    await page.getByRole('button', { name: 'Correct the network…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Correct the network for 1 number?' });
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await expect(dialog.getByText('Write it down first.')).toBeVisible();
    await dialog.getByLabel('Why (for staff alone)').fill('restored from an old copy');
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await expect(page.getByText('A correction of 1 number was ordered;')).toBeVisible();
    expect(asked).toMatchObject([
      { note: 'restored from an old copy', selection: { lineIds: [lines[0]?.lineId] } },
    ]);
    await page.route('**/api/operator/drift/take-over', async (route) => {
      asked.push(route.request().postDataJSON());
      await route.fulfill({ json: { takenOver: 1, notPossible: 0, underWay: 0, next: null } });
    });
    await expect(page.getByText('Could be taken over: + Roaming')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select all on this page that fit' }).check();
    // the SIM that the network does not know is no part of it
    await expect(page.getByText('1 number selected')).toBeVisible();
    await page.getByRole('button', { name: 'Take over what the network has…' }).click();
    const taking = page.getByRole('dialog', { name: 'Take over what the network has for 1 number?' });
    await expect(taking.getByText('Taking over charges and refunds nothing.')).toBeVisible();
    await taking.getByLabel('Why (for staff alone)').fill('sold in the shop');
    await taking.getByRole('button', { name: 'Take over', exact: true }).click();
    await expect(page.getByText('1 number now shows what the network has.')).toBeVisible();
    expect(asked).toMatchObject([{}, { note: 'sold in the shop' }]);
  });
});

const aLine = (lineId: string, msisdn: string, isRepairable: boolean) => ({
  lineId,
  msisdn,
  iccid: '8932100000000000010',
  organisation: { id: 'e5a64b1c-0000-4000-8000-000000000001', name: 'Bâtiments Lambert' },
  element: 'simulator',
  foundAt: '2026-06-13T13:28:00.000Z',
  seenAt: '2026-06-13T13:28:00.000Z',
  isKnown: isRepairable,
  isRepairable,
  differences: isRepairable ? [{ what: 'roaming', portal: null, network: 'on' }] : [],
  takeOver: isRepairable ? { add: ['roaming'], remove: [] } : null,
});
