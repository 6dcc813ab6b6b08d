import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search a number or go to…' });

test.describe('from anywhere', () => {
  test.use({ as: 'manager' });

  test('Ctrl-K finds a number by its holder, by keyboard alone, and goes to it', async ({ page }) => {
    await page.goto('/en/orders');
    await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('Coppens, Hélène');
    await expect(page.getByRole('option', { name: /^0492 00 12 51/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: '0492 00 12 51' })).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('of many numbers the first are shown, with the way to all; pages and what is not found too', async ({
    page,
  }) => {
    await page.goto('/en');
    await expect(page.getByRole('heading', { level: 1, name: 'Your dashboard' })).toBeVisible();
    await page.keyboard.press('/');
    await field(page).fill('0492 00');
    const numbers = page.getByRole('group', { name: 'Numbers' });
    await expect(numbers.getByRole('option')).toHaveCount(6);
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('option', { selected: true })).toHaveText(/^Show all \d+ numbers$/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/en\/fleet\?search=/);

    await page.getByRole('button', { name: 'Search a number or go to…' }).click();
    await field(page).fill('orders');
    await page.getByRole('option', { name: 'Orders' }).click();
    await expect(page).toHaveURL('/en/orders');

    await page.keyboard.press('ControlOrMeta+k');
    await field(page).fill('no such thing');
    await expect(page.getByText('Nothing found.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('on the list of numbers / is its own search, Ctrl-K the one of the top bar', async ({ page }) => {
    await page.goto('/en/fleet');
    await expect(page.getByText('1-50 of 61').first()).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+k');
    await expect(field(page)).toBeFocused();
  });

  test('what it found breaks no rule of accessibility', async ({ page }) => {
    await page.goto('/en');
    await page.getByRole('button', { name: 'Search a number or go to…' }).click();
    await field(page).fill('0492 00');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectNoViolations(page);
  });
});

test.describe('the operator’s staff', () => {
  test.use({ as: 'operator' });

  test('go to their pages, and see no number of a customer', async ({ page }) => {
    await page.goto('/en/operator');
    await page.getByRole('button', { name: 'Go to…' }).click();
    const box = page.getByRole('combobox', { name: 'Go to…' });
    await box.fill('0492');
    await expect(page.getByText('Nothing found.')).toBeVisible();
    await box.fill('fall');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/en/operator/fallout');
  });
});
