import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { boxOf, lineIdOf, orderOf, rowOf, untilEnded } from './support/fleet.ts';
import { expectNoViolations, expectThumbTargets } from './support/page-checks.ts';
import { demoPassword, expect, test } from './support/portal.ts';

test.describe('every page and state breaks no rule of accessibility, in any look', () => {
  test.use({ as: 'manager' });

  test('the dashboard, the bell and the person’s menu', async ({ page }) => {
    await page.goto('/fr');
    await expect(page.getByRole('link', { name: /Numéros actifs/ })).toContainText('54');
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Notifications/ })
      .click();
    await expect(page.getByRole('region', { name: 'Notifications' })).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('banner').getByRole('button', { name: 'Amélie' }).click();
    await expectNoViolations(page);
    await page.goto('/fr/exports');
    await expect(page.getByRole('heading', { level: 1, name: 'Exports' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
  });

  test('the numbers: the list, the filters, a selection, nothing found', async ({ page }) => {
    await page.goto('/fr/fleet?size=25&search=0492');
    await boxOf(page, '0492 00 12 43').check();
    await boxOf(page, '0492 00 12 22').check();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Shape Plus' }).check();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Actif', exact: true }).check();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.keyboard.press('Escape');
    await page.goto('/fr/fleet?search=personne&plan=["shape-plus"]&status=["active"]');
    await expect(page.getByRole('button', { name: 'Afficher tous les numéros' })).toBeVisible();
    await expectNoViolations(page);
  });

  test('a number, and its options with something chosen and something refused', async ({ page }) => {
    const lineId = await lineIdOf(page.request, '0492 00 12 37');
    await page.goto(`/fr/fleet/${lineId}`);
    await expect(page.getByRole('heading', { level: 1, name: '0492 00 12 37' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto(`/fr/fleet/${lineId}/options`);
    await page.getByRole('checkbox', { name: 'Traveller', exact: true }).check();
    await page.getByRole('spinbutton').fill('900');
    await expect(page.getByRole('status').filter({ hasText: 'HTVA' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
  });

  test('options of several numbers, and the summary with numbers left out', async ({ page }) => {
    const numbers = ['0492 00 12 36', '0492 00 12 37', '0492 00 12 43'];
    await page.goto('/fr/fleet?search=0492&size=100');
    for (const number of numbers) await boxOf(page, number).check();
    await page.getByRole('button', { name: 'Modifier options' }).click();
    const dialog = page.getByRole('dialog', { name: 'Modifier des options pour plusieurs numéros' });
    await dialog.getByRole('checkbox', { name: 'Shape Easy International' }).last().check();
    await expect(dialog.getByRole('button', { name: 'Confirmer' })).not.toHaveAttribute('aria-disabled');
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await dialog.getByRole('button', { name: 'Confirmer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Modifier options' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto('/fr/orders/quote/01a205df-7b9b-74c9-9155-6133a55fb026');
    await expect(page.getByText('Ce récapitulatif a pris fin')).toBeVisible();
    await expectNoViolations(page);
  });

  test('an order that is partly done, one that waits, and the list of orders', async ({ page }) => {
    const lineIds = await Promise.all(
      ['0492 01 00 02', '0492 00 12 48'].map((number) => lineIdOf(page.request, number)),
    );
    const partial = await orderOf(page.request, lineIds, { add: ['itemised-usage'] });
    await untilEnded(page.request, partial.id);
    const slow = [await lineIdOf(page.request, '0492 01 00 03')];
    await orderOf(page.request, slow, { add: ['hide-number'] });
    const waiting = await orderOf(page.request, slow, { add: ['block-premium-calls'] });
    await page.goto(`/fr/orders/${waiting.id}?received=true`);
    await expect(page.getByRole('button', { name: /Annuler ce qui/ })).toBeVisible();
    await page.route('**/api/**', () => {}); // no news: it is looked at as it is now, however long that takes
    await page.request.post(`/api/orders/${waiting.id}/pause`);
    await expectNoViolations(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.reload();
    await expect(page.getByText(/^Mise en pause par/)).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.request.post(`/api/orders/${waiting.id}/resume`); // others order for this number too
    await page.goto(`/fr/orders/${partial.id}`);
    await expect(rowOf(page, '0492 01 00 02')).toContainText('Échoué');
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.getByRole('button', { name: 'Défaire cette commande' }).click();
    await expect(page.getByText(/^Retour en arrière sur la commande/)).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto('/fr/orders?failed=true');
    await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
  });

  test('an address that leads nowhere, and a page that failed', async ({ page }) => {
    await page.goto('/fr/nulle/part');
    await expect(page.getByRole('link', { name: /tableau de bord|dashboard/ })).toBeVisible();
    await expectNoViolations(page);
    await page.route('**/api/fleet/lines*', (route) => route.fulfill({ status: 500, body: 'broken' }));
    await page.goto('/fr/fleet');
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 20_000 });
    await expectNoViolations(page);
  });
});

test.describe('the pages of the operator’s staff break no rule either', () => {
  test.use({ as: 'operator' });

  test('the monitor; the fallout: its groups, the numbers of one, and a filter that leaves nothing', async ({
    page,
    requestAs,
  }) => {
    await someFallout(await requestAs('manager'));
    await page.goto('/fr/operator');
    await expect(page.getByRole('img', { name: /échouées définitivement/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Refusé par le réseau' })).toBeVisible({ timeout: 15_000 });
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto('/fr/operator/drift');
    await expect(page.getByRole('heading', { level: 1, name: 'Différences avec le réseau' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto('/fr/operator/fallout');
    await expect(page.getByRole('link', { name: 'Refusé par le réseau' })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.getByRole('link', { name: 'Refusé par le réseau' }).click();
    await rowOf(page, '0492 01 00 02').first().getByRole('checkbox').check();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.getByRole('button', { name: 'Effectuer à la main…' }).click();
    await page.getByRole('button', { name: 'C’est fait à la main' }).click();
    await expectNoViolations(page);
    await expectThumbTargets(page);
    await page.goto('/fr/operator/fallout/simulator/network-refused?search=999999');
    await expect(page.getByText('Rien n’attend ici')).toBeVisible();
    await expectNoViolations(page);
  });
});

/** The network refuses this number for good: it waits for staff. */
async function someFallout(manager: APIRequestContext): Promise<void> {
  const lineId = await lineIdOf(manager, '0492 01 00 02');
  const order = await orderOf(manager, [lineId], { add: ['hide-number'] });
  await untilEnded(manager, order.id);
}

test('the door, the forgotten password and a link that is no longer valid break no rule either', async ({
  page,
}) => {
  for (const [address, button] of [
    ['/fr/login', 'Se connecter'],
    ['/fr/forgot', 'M’envoyer le lien'],
    ['/fr/reset?token=none', 'Changer le mot de passe'],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole('button', { name: button })).toBeVisible();
    await expectNoViolations(page);
    await expectThumbTargets(page);
  }
});

test('the main path is walked by the keyboard alone, and one always sees where one is', async ({ page }) => {
  const number = '0492 00 12 46';
  await page.goto('/fr/login');
  await tabTo(page, page.getByRole('textbox', { name: 'Identifiant' }));
  await page.keyboard.type('manager@demo.test');
  await tabTo(page, page.getByLabel('Mot de passe', { exact: true }));
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Votre dashboard' })).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: /^Gérer les cartes/ }));
  await page.keyboard.press('Enter');
  await expect(boxOf(page, '0492 00 12 43')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(number);
  await expect(page.getByText('1-1 sur 1').first()).toBeVisible();
  await tabTo(page, boxOf(page, number));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Modifier options' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Modifier des options' })).toBeVisible();
  await tabTo(page, page.getByRole('searchbox', { name: 'Filtrer les options' }));
  await page.keyboard.type('boost 20');
  await tabTo(page, page.getByRole('checkbox', { name: 'Data Boost 20GB' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Data Boost 20GB' })).toBeChecked();
  const goOn = page.getByRole('button', { name: 'Modifier des options' });
  await expect(goOn).not.toHaveAttribute('aria-disabled');
  await tabTo(page, goOn);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Modifier options' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Confirmer' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nous avons bien reçu votre demande')).toBeVisible();
  await tabTo(page, rowOf(page, number).getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
});

/** Presses Tab until `wanted` has the focus; whatever has it on the way must show it. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focusUnseen), 'nothing shows where the focus is').toBeNull();
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`40 times Tab do not lead to ${String(wanted)}`);
}

/** Runs in the page: what has the focus without an outline, of its own, of what it draws, or of the label around it. */
function focusUnseen(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const around = focused.closest('label') ?? focused;
  const drawn = [getComputedStyle(focused), getComputedStyle(focused, '::before'), getComputedStyle(around)];
  if (focused.nextElementSibling) drawn.push(getComputedStyle(focused.nextElementSibling)); // a switch draws it beside
  return drawn.some(({ outlineStyle }) => outlineStyle !== 'none') ? null : focused.outerHTML.slice(0, 200);
}
