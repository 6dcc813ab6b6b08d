import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

const list = '/en/fleet?plan=%5B%22shape-plus%22%5D&status=%5B%22active%22%5D&sort=msisdn';

/** The button of the menu: it says `Views`, or the name of the view that the list shows. */
const menu = (page: Page) => page.getByRole('button', { name: /^Views/ });

async function save(page: Page, name: string): Promise<void> {
  await menu(page).click();
  await page.getByRole('button', { name: 'Save as a view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
}

test.describe('views', () => {
  test.use({ as: 'manager' });

  test('a list is saved under a name, shared, found again by a colleague, renamed and removed', async ({
    page,
    browser,
    requestAs,
  }) => {
    await page.goto(list);
    await expect(page.getByText('1-17 of 17').first()).toBeVisible();
    await menu(page).click();
    await expect(page.getByText('No view yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Save as a view…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a view' });
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Save the view' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
      /Give the view a name\./,
    );
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Shape Plus at work');
    await dialog.getByRole('checkbox', { name: 'My colleagues see it too' }).check();
    await expectNoViolations(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Views: Shape Plus at work' })).toBeVisible();

    await page.goto('/en/fleet?search=0492');
    await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible();
    await menu(page).click();
    await page
      .getByRole('group', { name: 'My views' })
      .getByRole('button', { name: 'Shape Plus at work' })
      .click();
    await expect(page).toHaveURL(list);
    await expect(page.getByText('1-17 of 17').first()).toBeVisible();

    const colleague = await browser.newContext({
      storageState: await (await requestAs('viewer')).storageState(),
    });
    const his = await colleague.newPage();
    await his.goto(new URL('/en/fleet', page.url()).href);
    await menu(his).click();
    await his
      .getByRole('group', { name: 'Shared in the company' })
      .getByRole('button', { name: /^Shape Plus at work/ })
      .click();
    await expect(his.getByText('1-17 of 17').first()).toBeVisible();
    await menu(his).click();
    await his.getByRole('button', { name: 'Save as a view…' }).click();
    await expect(his.getByRole('checkbox', { name: 'My colleagues see it too' })).toBeDisabled();
    await colleague.close();

    await menu(page).click();
    await page.getByRole('button', { name: 'Manage the views…' }).click();
    const managed = page.getByRole('dialog', { name: 'Manage the views' });
    await expectNoViolations(page);
    const name = managed.getByRole('textbox', { name: 'Name of the view Shape Plus at work' });
    await name.fill('At work');
    await name.press('Enter');
    await managed.getByRole('textbox', { name: 'Name of the view At work' }).waitFor();
    await managed.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove the view' }).click();
    await expect(managed.getByText('You have no view of your own.')).toBeVisible();
    await managed.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible();
  });

  test('saving under a name that one has already replaces that view, and says so', async ({ page }) => {
    await page.goto('/en/fleet?search=0492');
    await save(page, 'Mine');
    await page.getByRole('button', { name: 'Save the view' }).click();
    await expect(page.getByRole('button', { name: 'Views: Mine' })).toBeVisible();
    await page.goto('/en/fleet?search=0465');
    await save(page, 'Mine');
    await page.getByRole('button', { name: 'Replace the view' }).click();
    await expect(page.getByRole('button', { name: 'Views: Mine' })).toBeVisible();
    await page.goto('/en/fleet');
    await menu(page).click();
    await page.getByRole('button', { name: 'Mine', exact: true }).click();
    await expect(page).toHaveURL(/search=0?465/);
  });
});
