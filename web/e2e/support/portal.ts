import {
  type APIRequestContext,
  type BrowserContext,
  expect,
  type Page,
  test as base,
} from '@playwright/test';

/** The demo accounts and the fleet manager of a large world (`tools/seed.ts --world`), all with the password `flottille-demo`. */
export type Account = 'manager' | 'viewer' | 'other' | 'large' | 'operator' | 'largest';

export const demoPassword = 'flottille-demo';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

type Each = {
  /** Who is signed in when the test begins: `test.use({ as: 'manager' })`. Signing in is done once for all such tests. */
  as: Account | null;
  /** The API as another of the accounts, besides the page. */
  requestAs: (account: Account) => Promise<APIRequestContext>;
  faultless: void;
};
type Shared = { sessionOf: (account: Account) => Promise<Session> };

/**
 * A test whose page must stay without a fault: an exception, or anything the content security policy had to stop, fails it.
 * Answers of the server that say no are no fault of the page.
 */
export const test = base.extend<Each, Shared>({
  as: [null, { option: true }],
  storageState: async ({ as, sessionOf }, use) => use(as ? await sessionOf(as) : undefined),
  requestAs: async ({ playwright, sessionOf }, use, { project }) => {
    const opened: APIRequestContext[] = [];
    await use(async (account) => {
      const storageState = await sessionOf(account);
      const request = await playwright.request.newContext({
        baseURL: project.use.baseURL ?? '',
        storageState,
      });
      opened.push(request);
      return request;
    });
    await Promise.all(opened.map((request) => request.dispose()));
  },
  sessionOf: [
    async ({ playwright }, use, { project }) => {
      const sessions = new Map<Account, Session>();
      const baseURL = project.use.baseURL ?? '';
      await use(async (account) => {
        const known = sessions.get(account);
        // nothing said, it would begin with the session of the test that asks
        const storageState = known ?? { cookies: [], origins: [] };
        const request = await playwright.request.newContext({ baseURL, storageState });
        // another test may have signed this person out everywhere
        if (!known || !(await request.get('/api/me')).ok()) await signInByRequest(request, account);
        const session = await request.storageState();
        sessions.set(account, session);
        await request.dispose();
        return session;
      });
    },
    { scope: 'worker' },
  ],
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

/** Signs in through the page, in the language of `locale`, and waits for the first page of this account. */
export async function signIn(
  page: Page,
  account: Account,
  locale: 'fr' | 'nl' | 'en' | 'de' = 'fr',
): Promise<void> {
  await page.goto(`/${locale}/login`);
  await page.locator('input[name=email]').fill(`${account}@demo.test`);
  await page.locator('input[name=password]').fill(demoPassword);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(account === 'operator' ? `**/${locale}/operator` : `**/${locale}`);
}

/** Signs in without the page; the session is a cookie of `request`. */
export async function signInByRequest(request: APIRequestContext, account: Account): Promise<void> {
  const data = { email: `${account}@demo.test`, password: demoPassword };
  expect((await request.post('/api/sign-in', { data })).ok()).toBe(true);
}
