import type { Page } from '@playwright/test';
import { boxOf, lineIdOf, orderOf, quoteOf, rowOf } from './support/fleet.ts';
import { type Account, demoPassword, expect, signIn, signInByRequest, test } from './support/portal.ts';

const readOnly = 'Your access lets you look, not change. Ask the fleet manager of your company.';

test.describe('somebody who may only look', () => {
  test.use({ as: 'viewer' });

  test('sees the same numbers and can change none: every control that changes says why', async ({ page }) => {
    await page.goto('/en/fleet');
    await expect(page.getByText('1-50 of 61').first()).toBeVisible();
    await boxOf(page, '0492 00 12 16').check();
    await boxOf(page, '0492 00 12 43').check();
    const change = page.getByRole('button', { name: 'Change options' });
    await expect(change).toHaveAttribute('aria-disabled', 'true');
    await expect(change).toHaveAccessibleDescription(readOnly);
    await change.hover({ force: true });
    await expect(page.locator('[popover]', { hasText: readOnly })).toBeVisible();
    await change.click({ force: true });
    await page.goto('/en/fleet?change=options');
    await expect(page.getByText('2 SIM cards selected').first()).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();

    const lineId = await lineIdOf(page.request, '0492 00 12 16');
    await page.goto(`/en/fleet/${lineId}`);
    await expect(page.getByRole('button', { name: 'Change options' })).toHaveAccessibleDescription(readOnly);
    await page.goto(`/en/fleet/${lineId}/options`);
    await expect(page.getByRole('checkbox', { name: 'Data Boost 5GB' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    for (const box of await page.getByRole('main').getByRole('checkbox').all())
      await expect(box).toHaveAccessibleDescription(new RegExp(readOnly));
    await expect(page.getByRole('main').getByRole('spinbutton')).toHaveCount(0);
    await expect(page.getByRole('button', { name: / as well$/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Change options' })).toHaveAccessibleDescription(readOnly);
  });

  test('sees orders under way and cannot cancel or retry them; the portal refuses too', async ({
    page,
    requestAs,
  }) => {
    const manager = await requestAs('manager');
    const slow = [await lineIdOf(manager, '0492 01 00 03')];
    await orderOf(manager, slow, { add: ['voicemail-by-email'] });
    const waiting = await orderOf(manager, slow, { add: ['spam-filter'] });
    await page.goto(`/en/orders/${waiting.id}`);
    await expect(page.getByText('0 of 1 done · 1 waiting')).toBeVisible();
    const cancel = page.getByRole('button', { name: 'Cancel what has not begun' });
    await expect(cancel).toHaveAttribute('aria-disabled', 'true');
    await expect(cancel).toHaveAccessibleDescription(readOnly);
    expect((await page.request.post(`/api/orders/${waiting.id}/cancel`, { data: {} })).status()).toBe(403);
    await manager.post(`/api/orders/${waiting.id}/cancel`, { data: {} });
    await expect(rowOf(page, '0492 01 00 03')).toContainText('Cancelled');

    const failed = await orderOf(manager, [await lineIdOf(manager, '0492 01 00 02')], {
      add: ['itemised-usage'],
    });
    await page.goto(`/en/orders/${failed.id}`);
    await expect(page.getByRole('button', { name: 'Retry the failed ones' })).toHaveAccessibleDescription(
      readOnly,
      { timeout: 20_000 },
    );
  });
});

test.describe('another company', () => {
  test.use({ as: 'other' });

  test('finds nothing at the addresses of ours', async ({ page, requestAs }) => {
    const manager = await requestAs('manager');
    const lineId = await lineIdOf(manager, '0492 00 12 16');
    const quoteId = await quoteOf(manager, [lineId], { add: ['itemised-usage'] });
    const { orders } = await (await manager.get('/api/orders?size=1')).json();
    await page.goto('/en/fleet?search=0492+00+12');
    await expect(page.getByText('No number matches')).toBeVisible();
    await page.goto('/en/fleet');
    await expect(page.getByText('1-12 of 12').first()).toBeVisible();
    const nothing = 'There is nothing at this address, or you may not see it.';
    for (const address of [`fleet/${lineId}`, `fleet/${lineId}/options`, `orders/${orders[0].id}`]) {
      await page.goto(`/en/${address}`);
      await expect(page.getByText(nothing), address).toBeVisible();
      await expect(page.getByText('0492 00 12 16'), address).toBeHidden();
    }
    await page.goto(`/en/orders/quote/${quoteId}`);
    await expect(page.getByText('This summary has ended')).toBeVisible();
    await page.goto('/en/no/such/page');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
    await page.getByRole('link', { name: 'Go to the dashboard' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Your dashboard' })).toBeVisible();
  });
});

test.describe('the operator’s staff', () => {
  test.use({ as: 'operator' });

  test('have their own pages, whatever address they go to, and no customer has them', async ({
    page,
    requestAs,
  }) => {
    for (const address of ['/en', '/en/fleet', '/en/orders', '/en/operator']) {
      await page.goto(address);
      await expect(page, address).toHaveURL(/\/en\/operator$/);
      await expect(page.getByText('Operator area')).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
    await expect(page.getByRole('link', { name: 'My numbers' })).toHaveCount(0);
    expect((await page.request.get('/api/fleet/lines')).status()).toBe(403);
    await page.goto('/en/operator/no-such-page');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
    await expect(page.getByRole('banner')).toHaveCount(1);
    const manager = await requestAs('manager');
    expect((await manager.get('/api/operator/fallout')).status()).toBe(404);
    await page.context().clearCookies();
    await signIn(page, 'manager', 'en');
    await page.goto('/en/operator/fallout');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
  });
});

test.describe('without a session', () => {
  test('a link leads to the door, and after signing in to what it asked for', async ({ page }) => {
    await page.goto('/en/fleet?search=1238&size=25');
    await expect(page).toHaveURL(/\/en\/login\?next=/);
    await enter(page, 'viewer');
    await expect(page).toHaveURL('/en/fleet?search=1238&size=25');
    await expect(page.getByText('1-1 of 1').first()).toBeVisible();
  });

  test('that ended elsewhere: the open page says so, and signing in leads back to it', async ({
    page,
    playwright,
    baseURL,
  }) => {
    await signIn(page, 'viewer', 'en');
    await page.goto('/en/fleet?size=25&page=2');
    await expect(page.getByText('26-50 of 61').first()).toBeVisible();
    const elsewhere = await playwright.request.newContext(baseURL ? { baseURL } : {});
    await signInByRequest(elsewhere, 'viewer');
    await elsewhere.post('/api/sign-out-everywhere', { data: {} });
    await elsewhere.dispose();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(
      page.getByText('Your session has ended. Sign in again to go on where you were.'),
    ).toBeVisible();
    await enter(page, 'viewer');
    await expect(page.getByText('51-61 of 61').first()).toBeVisible();
  });
});

async function enter(page: Page, account: Account): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(`${account}@demo.test`);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
