import { statSync } from 'node:fs';
import { expect, signIn, test } from './support/portal.ts';

const mostKilobytes = 220;

test('the first visit of the fleet page fetches at most 220 kB of scripts and styles', async ({
  page: door,
}) => {
  await signIn(door, 'manager');
  // A page of its own: what the dashboard is still fetching is no part of this visit.
  const page = await door.context().newPage();
  const fetched = new Map<string, number>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/\.(js|css)$/.test(pathname)) return;
    const file = new URL(`../../dist/web${pathname}.gz`, import.meta.url);
    fetched.set(pathname, statSync(file).size);
  });
  await page.goto('/fr/fleet');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.waitForLoadState('load');
  const total = [...fetched.values()].reduce((sum, size) => sum + size, 0) / 1000;
  test.info().annotations.push({
    type: 'weight',
    description: `${total.toFixed(1)} kB gzip in ${fetched.size} files`,
  });
  console.log(`fleet page, first visit: ${total.toFixed(1)} kB gzip in ${fetched.size} files`);
  expect(total).toBeLessThanOrEqual(mostKilobytes);
});
