import { lineIdOf, orderOf, rowOf, untilEnded } from './support/fleet.ts';
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

test('les numéros d’une commande se cherchent et se filtrent, et ceux d’une cause se réessaient', async ({
  page,
}) => {
  const [bad, good] = ['0492 01 00 02', '0492 00 12 48']; // the network always refuses the first
  const lineIds = await Promise.all([bad, good].map((number) => lineIdOf(page.request, number)));
  const order = await orderOf(page.request, lineIds, { add: ['block-premium-calls'] });
  await untilEnded(page.request, order.id);
  await page.goto(`/fr/orders/${order.id}`);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await page.getByRole('searchbox', { name: 'Chercher un numéro' }).fill('0492 00 12');
  await expect(rows).toHaveCount(2);
  await expect(rowOf(page, good)).toContainText('Terminée');
  await expect(page).toHaveURL(/q=0492/);
  await page.getByRole('searchbox', { name: 'Chercher un numéro' }).fill('');
  await expect(rows).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Résultat' }).selectOption('Échouée');
  await expect(rows).toHaveCount(2);
  await page.reload();
  await expect(rowOf(page, bad)).toContainText('Échouée');
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Exporter' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(new RegExp(`^Commande ${order.number} .*\\.csv$`));
  const cause = page.getByRole('combobox', { name: 'Cause' });
  await cause.selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Réessayer ce numéro' }).click();
  await untilEnded(page.request, order.id);
  await expect(rowOf(page, bad)).toContainText('Échouée', { timeout: 20_000 });
});

test('une commande terminée se défait par une autre, avec son récapitulatif', async ({ page }) => {
  const number = '0492 00 12 48';
  const order = await orderOf(page.request, [await lineIdOf(page.request, number)], { add: ['hide-number'] });
  await untilEnded(page.request, order.id);
  await page.goto(`/fr/orders/${order.id}`);
  await page.getByRole('button', { name: 'Défaire cette commande' }).click();
  await expect(page.getByText(`Retour en arrière sur la commande ${order.number}`)).toBeVisible();
  await expect(page.getByText('Options à désactiver')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Quand ?' }).getByRole('radio')).toHaveCount(3);
  await expect(page.getByText('Jusqu’au')).toHaveCount(0);
  await page.getByRole('button', { name: 'Confirmer', exact: true }).click();
  await expect(
    page.getByRole('link', { name: `Annule les effets de la commande ${order.number}` }),
  ).toBeVisible();
  await expect(rowOf(page, number)).toContainText('Terminée', { timeout: 20_000 });
  await page.getByRole('link', { name: `Annule les effets de la commande ${order.number}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Commande ${order.number}` })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Effets annulés par la commande/ })).toBeVisible();
});

test('une page dit calmement que le serveur n’est plus joint, et se tait dès qu’il l’est', async ({
  page,
}) => {
  await page.route(/\/(api\/events|readyz)$/, (route) => route.abort());
  await page.goto('/fr/orders');
  const lost = page.getByRole('status').filter({ hasText: 'Pas de connexion' });
  await expect(lost).toBeVisible({ timeout: 15_000 });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(lost).toBeHidden({ timeout: 20_000 });
});

test('une page à qui l’on refuse seulement le flux n’annonce pas de panne : elle demande elle-même', async ({
  page,
}) => {
  await page.clock.install();
  await page.route('**/api/events', (route) => route.fulfill({ status: 429, json: {} }));
  const reached = page.waitForResponse('**/readyz');
  await page.goto('/fr/orders');
  await reached;
  const askedAgain = page.waitForResponse(/\/api\/orders\?/);
  await page.clock.runFor(8000);
  await askedAgain;
  await expect(page.getByRole('status').filter({ hasText: 'Pas de connexion' })).toHaveCount(0);
});
