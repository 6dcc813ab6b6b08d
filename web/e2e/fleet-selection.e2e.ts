import type { Page } from '@playwright/test';
import { boxOf } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

// by number these stand one below the other: 32, 33, 34 … are Shape and active, 31 is Business Everywhere, 28 is suspended
const byNumber = '/en/fleet?search=0492+00+12&sort=msisdn&size=100';
const selected = (page: Page, words: string) => page.getByRole('region', { name: words });

async function openByNumber(page: Page): Promise<void> {
  await page.goto(byNumber);
  await expect(boxOf(page, '0492 00 12 54')).toBeVisible();
}

test('numbers are selected by mouse, with Shift up to there, and let go again', async ({ page }) => {
  await openByNumber(page);
  await boxOf(page, '0492 00 12 33').check();
  await boxOf(page, '0492 00 12 37').click({ modifiers: ['Shift'] });
  await expect(selected(page, '5 SIM cards selected')).toBeVisible();
  await boxOf(page, '0492 00 12 35').uncheck();
  await expect(selected(page, '4 SIM cards selected')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '4 SIM cards selected' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Clear the selection' }).click();
  await expect(page.getByText('No SIM card selected')).toBeVisible();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
});

test('numbers that do not fit cannot be selected, and say why to eye and ear', async ({ page }) => {
  await openByNumber(page);
  await boxOf(page, '0492 00 12 32').check();
  const otherKind = boxOf(page, '0492 00 12 31');
  const otherStatus = boxOf(page, '0492 00 12 28');
  const kind = 'Another kind of subscription: the selection holds Shape numbers.';
  const status = 'Another status: the selection holds numbers with the status “Active”.';
  await expect(otherKind).toHaveAttribute('aria-disabled', 'true');
  await expect(otherKind).toHaveAccessibleDescription(kind);
  await expect(otherStatus).toHaveAccessibleDescription(status);
  await otherKind.hover({ force: true });
  await expect(page.locator('[popover]', { hasText: kind })).toBeVisible();
  await otherKind.click({ force: true });
  await expect(otherKind).not.toBeChecked();
  // a range over them takes only those that fit: 28 and 29 are not active, 31 is of another kind
  await boxOf(page, '0492 00 12 27').isVisible();
  await boxOf(page, '0492 00 12 26').click({ modifiers: ['Shift'] });
  await expect(selected(page, '3 SIM cards selected')).toBeVisible();
  await expect(selected(page, '3 SIM cards selected')).toContainText(
    'Only numbers with the same kind of subscription and the same status can be changed together.',
  );
  await boxOf(page, '0492 00 12 32').uncheck();
  await boxOf(page, '0492 00 12 30').uncheck();
  await boxOf(page, '0492 00 12 26').uncheck();
  await expect(otherKind).not.toHaveAttribute('aria-disabled');
});

test('numbers are selected by the keyboard alone', async ({ page }) => {
  await openByNumber(page);
  await boxOf(page, '0492 00 12 32').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(boxOf(page, '0492 00 12 34')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(selected(page, '2 SIM cards selected')).toBeVisible();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selected(page, '4 SIM cards selected')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(boxOf(page, '0492 00 12 10')).toBeFocused();
  // Tab leaves the boxes: one stop in the list of boxes, not one for each row
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '0492 00 12 10' })).toBeFocused();
});

test('the whole list is walked by the keyboard, and who comes back finds it where he left it', async ({
  page,
}) => {
  await openByNumber(page);
  const link = (number: string) => page.getByRole('link', { name: number, exact: true });
  await boxOf(page, '0492 00 12 32').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('gridcell').and(page.locator(':focus'))).not.toBeEmpty();
  await page.keyboard.press('ArrowRight');
  await expect(link('0492 00 12 32')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(link('0492 00 12 33')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(boxOf(page, '0492 00 12 33')).toBeChecked();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(boxOf(page, '0492 00 12 34')).toBeChecked();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('PageUp');
  const list = page.getByRole('region', { name: 'Numbers' });
  const left = await list.evaluate((element) => element.scrollTop + scrollY);
  expect(left).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('0492 00 12');
  await page.goBack();
  await expect(selected(page, '2 SIM cards selected')).toBeVisible();
  await expect.poll(() => list.evaluate((element) => element.scrollTop + scrollY)).toBe(left);
});

test('the box above the list selects what fits on the page; then all that fit; then all but some', async ({
  page,
}) => {
  const asked = Promise.withResolvers<void>();
  await page.route('**/api/fleet/lines?*', async (route) => {
    await asked.promise;
    return route.continue();
  });
  await page.goto('/en/fleet?size=25');
  const head = page.getByRole('checkbox', { name: 'Select all on this page that fit' });
  await expect(head, 'no line is there yet').toHaveAccessibleDescription('Nothing here can be selected');
  asked.resolve();
  await head.check();
  await expect(boxOf(page, 'Backup')).not.toBeChecked();
  await page.getByRole('button', { name: 'Select all 47 that fit' }).click();
  await expect(selected(page, '47 SIM cards selected')).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText('26-50 of 61').first()).toBeVisible();
  await expect(boxOf(page, '0492 00 12 42')).toBeChecked();
  await boxOf(page, '0492 00 12 42').uncheck();
  await boxOf(page, '0492 00 12 36').uncheck();
  await expect(selected(page, '45 SIM cards selected')).toBeVisible();
  await expect(head).toBeChecked({ indeterminate: true });

  await page.reload();
  await expect(selected(page, '45 SIM cards selected')).toBeVisible();
  await expect(boxOf(page, '0492 00 12 42')).not.toBeChecked();
  await page.getByRole('button', { name: 'Change options' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change options for several numbers' });
  await expect(dialog.getByRole('heading', { name: '45 numbers' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Leave out 0492 00 12 44' }).click();
  await expect(dialog.getByRole('heading', { name: '44 numbers' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(selected(page, '44 SIM cards selected')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the selection' }).click();
});

test('a selection outlives other pages of the list, a search, a number’s own page and reload', async ({
  page,
}) => {
  await page.goto('/en/fleet?size=25');
  await boxOf(page, '0492 00 12 43').check();
  await page.getByRole('button', { name: 'Next page' }).click();
  await boxOf(page, '0492 00 12 42').check();
  await page.getByRole('searchbox').fill('1238');
  await boxOf(page, '0492 00 12 38').check();
  await expect(selected(page, '3 SIM cards selected')).toBeVisible();
  await page.getByRole('link', { name: '0492 00 12 38' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '0492 00 12 38' })).toBeVisible();
  await page.getByRole('link', { name: 'All numbers' }).click();
  await expect(selected(page, '3 SIM cards selected')).toBeVisible();
  await page.reload();
  await expect(selected(page, '3 SIM cards selected')).toBeVisible();
  await expect(boxOf(page, '0492 00 12 43')).toBeChecked();
});
