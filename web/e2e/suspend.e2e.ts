import type { APIRequestContext } from '@playwright/test';
import type { LineRow } from '../../server/fleet/contract.ts';
import { rowOf } from './support/fleet.ts';
import { expectOnlyIn, wordsOf } from './support/language.ts';
import { mailsTo } from './support/mailbox.ts';
import { expectNoViolations } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'other' });

/** Active numbers of one kind of subscription, as they are shown. */
async function someActive(request: APIRequestContext, count: number): Promise<string[]> {
  const response = await request.get('/api/fleet/lines?status=active&kind=shape&sort=msisdn');
  const { lines }: { lines: LineRow[] } = await response.json();
  return lines
    .slice(0, count)
    .map(({ msisdn }) => msisdn.replace(/^32(\d{3})(\d\d)(\d\d)(\d\d)$/, '0$1 $2 $3 $4'));
}

test('a stolen number is blocked from a phone in three touches, is shown as suspended, and is let go on', async ({
  page,
}) => {
  const [number = ''] = await someActive(page.request, 1);
  await page.goto(`/fr/fleet?search=${number.replaceAll(' ', '')}`);
  await page.getByRole('link', { name: number }).first().click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('heading', { name: number })).toBeVisible();

  await page.getByRole('button', { name: 'Bloquer ou suspendre' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suspendre ce numéro' });
  await expect(dialog.getByRole('button', { name: 'Continuer' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('radio', { name: 'Volé' }).check();
  await expect(dialog.getByText('Le plan tarifaire et les options restent facturés.')).toBeVisible();
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Bloquer maintenant' }).click();

  await expect(page).toHaveURL(/\/fr\/orders\//);
  await expect(page.getByText('Suspendre (carte volée)').first()).toBeVisible();
  await expect(page.getByText('Terminé').first()).toBeVisible({ timeout: 15_000 });
  await expectNoViolations(page);
  const mails = await mailsTo(page.request, 'other@demo.test');
  expect(mails.some(({ text }) => text.includes('Suspendre (carte volée)'))).toBe(true);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/fr/fleet?search=${number.replaceAll(' ', '')}`);
  await expect(rowOf(page, number)).toContainText('Suspendu');
  await page.getByRole('link', { name: number }).first().click();
  await expect(page.getByText('Suspendu (volé)')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Modifier options' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Réactiver' }).click();
  await page.getByRole('button', { name: 'Confirmer' }).click();
  await expect(page.getByText('Terminé').first()).toBeVisible({ timeout: 15_000 });
  await page.goto(`/fr/fleet?search=${number.replaceAll(' ', '')}`);
  await expect(rowOf(page, number)).toContainText('Actif');
});

test('numbers that nobody uses are suspended until a day and let go on before, in Dutch', async ({
  page,
}) => {
  const word = wordsOf('nl');
  const numbers = await someActive(page.request, 3);
  await page.goto('/nl/fleet?status=["active"]&sort=msisdn');
  for (const number of numbers.slice(1)) await rowOf(page, number).getByRole('checkbox').check();
  await page.getByRole('button', { name: word('fleet.suspend') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: word('orders.suspend.parked') }).check();
  await expectOnlyIn(page, 'nl');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: word('orders.suspend.go-on') }).click();
  await page.getByRole('checkbox', { name: word('orders.when.reactivate') }).check();
  await expect(page.getByText(/^Opnieuw geactiveerd op .*: 2 nummers/)).toBeVisible();
  await expectOnlyIn(page, 'nl');
  await expectNoViolations(page);
  await page.getByRole('button', { name: word('orders.quote.confirm') }).click();
  await expect(page.getByText(word('orders.state.completed')).first()).toBeVisible({ timeout: 15_000 });
  await expectNoViolations(page);

  await page.goto('/nl/fleet?status=["suspended"]&sort=msisdn');
  for (const number of numbers.slice(1)) await rowOf(page, number).getByRole('checkbox').check();
  await page.getByRole('button', { name: word('fleet.reactivate') }).click();
  await expect(page).toHaveURL(/\/nl\/orders\/quote\//);
  await expectOnlyIn(page, 'nl');
  await page.getByRole('button', { name: word('orders.quote.confirm') }).click();
  await expect(page.getByText(word('orders.state.completed')).first()).toBeVisible({ timeout: 15_000 });
  await page.goto('/nl/fleet?sort=msisdn');
  for (const number of numbers.slice(1))
    await expect(rowOf(page, number)).toContainText(word('fleet.status.active'));
});
