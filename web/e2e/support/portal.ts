import { expect, type Page, test as base } from '@playwright/test';

/** The demo accounts, all with the password `flottille-demo`. */
export type Account = 'manager' | 'viewer' | 'other' | 'large' | 'operator';

export const demoPassword = 'flottille-demo';

/**
 * A test whose page must stay without a fault: an exception, or anything the content security policy had to stop, fails it.
 * Answers of the server that say no are no fault of the page.
 */
export const test = base.extend<{ faultless: void }>({
  faultless: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          faults.push(message.text());
      });
      await use();
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Signs in through the page, in the language of `locale`, and waits for the dashboard. */
export async function signIn(
  page: Page,
  account: Account,
  locale: 'fr' | 'nl' | 'en' | 'de' = 'fr',
): Promise<void> {
  await page.goto(`/${locale}/login`);
  await page.locator('input[name=email]').fill(`${account}@demo.test`);
  await page.locator('input[name=password]').fill(demoPassword);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`**/${locale}`);
}
