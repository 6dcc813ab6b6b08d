import { expect, test } from './support/portal.ts';

test.describe('the description of the API', () => {
  test.use({ as: 'manager' });

  test('shows every route, and one is tried with the session of the browser', async ({ page }) => {
    const document = (await (await page.request.get('/api/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    const routes = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    await page.goto('/api/docs');
    await expect(page.locator('.opblock')).toHaveCount(routes.length);

    const me = page.locator('.opblock', { hasText: /GET\s*\/api\/me/ });
    await me
      .getByRole('button', { name: /\/api\/me/ })
      .first()
      .click();
    await me.getByRole('button', { name: 'Try it out' }).click();
    await me.getByRole('button', { name: 'Execute' }).click();
    const answer = me.locator('.live-responses-table');
    await expect(answer).toContainText('200');
    await expect(answer).toContainText('Amélie Delvaux');
  });
});
