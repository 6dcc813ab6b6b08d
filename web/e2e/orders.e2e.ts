import { lineIdOf, orderOf, untilEnded } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

// the network never answers this number at the first try: its orders take seconds, and what is ordered next waits for them
const slow = '0492 01 00 03';

test('an order moves by itself from received to done; what has not begun can be cancelled', async ({
  page,
}) => {
  const lineId = await lineIdOf(page.request, slow);
  const first = await orderOf(page.request, [lineId], { add: ['access-5g'] });
  const second = await orderOf(page.request, [lineId], { add: ['itemised-usage'] });
  await page.goto(`/en/orders/${second.id}`);
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('0 of 1 done · 1 waiting');
  await expect(progress.getByRole('listitem').filter({ hasText: 'Received' })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await page.getByRole('button', { name: 'Cancel what has not begun' }).click();
  const question = page.getByRole('dialog', { name: 'Cancel 1 change?' });
  await expect(question).toContainText('What has not begun is not carried out and not charged.');
  await question.getByRole('button', { name: 'Cancel what has not begun' }).click();
  await expect(progress).toContainText('0 of 1 done · 1 cancelled');
  await expect(page.getByRole('row').filter({ hasText: slow })).toContainText('Cancelled');
  await expect(page.getByRole('button', { name: 'Cancel what has not begun' })).toBeHidden();

  await page.goto(`/en/orders/${first.id}`);
  await expect(page.getByRole('row').filter({ hasText: slow })).toContainText('Done', { timeout: 20_000 });
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute(
    'aria-valuetext',
    '1 of 1 done',
  );
  const history = (await page.request.get(`/api/lines/${lineId}/history`)).json();
  // newest first; other tests may have ordered for this number before
  const states = (await history).entries.map((entry: { state: string }) => entry.state);
  expect(states.slice(0, 2)).toEqual(['cancelled', 'completed']);
});

test('the bell tells what ended, leads to it, and forgets that it was new', async ({ page }) => {
  await page.goto('/en');
  const bell = page.getByRole('banner').getByRole('button', { name: /^Notifications/ });
  await expect(bell).toBeVisible();
  await page.request.post('/api/notifications/read', { data: { ids: 'all' } });
  await page.reload();
  await expect(bell).toHaveAccessibleName('Notifications');

  const order = await orderOf(page.request, [await lineIdOf(page.request, '0492 00 12 26')], {
    add: ['access-5g'],
  });
  await untilEnded(page.request, order.id);
  await expect(bell).toHaveAccessibleName('Notifications, 1 new');
  await bell.click();
  const told = page.getByRole('region', { name: 'Notifications' }).getByRole('listitem').first();
  await expect(told).toContainText(String(order.number));
  await page.keyboard.press('Escape');
  await expect(bell).toHaveAccessibleName('Notifications');
  await expect(bell).toBeFocused();
  await bell.click();
  await told.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: `Order ${order.number}` })).toBeVisible();
});

test('orders are listed newest first and narrowed by status; the address keeps it', async ({ page }) => {
  await page.goto('/en/orders');
  const numbers = page.getByRole('table').getByRole('link');
  await expect(numbers.first()).toBeVisible();
  const shown = (await numbers.allInnerTexts()).map(Number);
  expect(shown).toEqual(shown.toSorted((one, other) => other - one));
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Cancelled');
  await expect(page.getByRole('list', { name: 'Filters at work' })).toContainText('Status: Cancelled');
  await expect(page.getByRole('row').filter({ hasText: 'Done' })).toHaveCount(0);
  const first = await numbers.first().innerText();
  await page.reload();
  await expect(numbers.first()).toHaveText(first);
  await page.getByRole('checkbox', { name: 'Only with failed numbers' }).check();
  await expect(page.getByText('No order here')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(numbers.first()).toHaveText(String(shown[0]));
});

test('a number that failed says why and what to do next', async ({ page }) => {
  const lineId = await lineIdOf(page.request, '0492 01 00 02'); // the network always refuses this number
  const order = await orderOf(page.request, [lineId], { add: ['hide-number'] });
  await page.goto(`/en/orders/${order.id}`);
  const row = page.getByRole('row').filter({ hasText: '0492 01 00 02' });
  await expect(row).toContainText('Failed', { timeout: 20_000 });
  await expect(row).toContainText(/network/);
  await expect(page.getByText('0 of 1 done · 1 failed')).toBeVisible();
  await page.getByRole('button', { name: 'Retry the failed ones' }).click();
  await expect(
    page.getByText('1 under way').or(page.getByText('1 waiting')).or(row.getByText('Failed')).first(),
  ).toBeVisible();
  await untilEnded(page.request, order.id);
  await expect(row).toContainText('Failed');
  await page.goto(`/en/fleet/${lineId}`);
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toContainText(
    'Failed',
  );
});
