import { lineIdOf, orderOf, rowOf } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

// the network never answers this number at the first try: what is ordered next waits for it
const slow = '0492 01 00 03';

test('une commande est mise en pause, attend, et reprend où elle en était', async ({ page, requestAs }) => {
  const lineIds = [await lineIdOf(page.request, slow)];
  await orderOf(page.request, lineIds, { add: ['spam-filter'] });
  const first = await orderOf(page.request, lineIds, { add: ['block-premium-sms'] });
  expect((await page.request.post(`/api/orders/${first.id}/pause`)).ok()).toBe(true);
  const second = await orderOf(page.request, lineIds, { add: ['block-third-party-services'] });

  await page.goto(`/fr/orders/${second.id}`);
  const waitsFor = rowOf(page, slow).getByRole('link', { name: `Attend la commande ${first.number}` });
  await expect(waitsFor).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Mettre en pause' }).click();
  const progress = page.getByRole('region', { name: 'Avancement' });
  await expect(progress.getByText(/^Mise en pause par/)).toBeVisible();
  await expect(progress).toContainText('0 sur 1 terminé');
  await expect(page.getByRole('button', { name: 'Mettre en pause' })).toBeHidden();
  const colleague = await requestAs('viewer');
  expect((await colleague.post(`/api/orders/${second.id}/resume`)).status()).toBe(403);

  await waitsFor.click();
  await expect(page.getByRole('heading', { level: 1, name: `Commande ${first.number}` })).toBeVisible();
  await page.getByRole('button', { name: 'Reprendre' }).click();
  await expect(rowOf(page, slow)).toContainText('Terminée', { timeout: 30_000 });
  await page.goto('/fr/orders');
  await expect(rowOf(page, String(second.number))).toContainText('En pause');
  await page.goto(`/fr/orders/${second.id}`);
  await page.getByRole('button', { name: 'Reprendre' }).click();
  await expect(rowOf(page, slow)).toContainText('Terminée', { timeout: 30_000 });
  await expect(progress).toContainText('1 sur 1 terminé');
});
