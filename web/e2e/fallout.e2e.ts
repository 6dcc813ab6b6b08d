import { lineIdOf, orderOf, rowOf, untilEnded } from './support/fleet.ts';
import { mailsTo } from './support/mailbox.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'operator' });

// the network refuses this number for good
const refused = '0492 01 00 02';

test('le personnel effectue à la main ce que le réseau a refusé : le client le voit, sans la note', async ({
  page,
  requestAs,
  browser,
  baseURL,
}) => {
  const manager = await requestAs('manager');
  const order = await orderOf(manager, [await lineIdOf(manager, refused)], { add: ['access-5g'] });
  await untilEnded(manager, order.id);

  await page.goto('/fr');
  await expect(page.getByRole('heading', { level: 1, name: 'Surveillance' })).toBeVisible();
  await page.getByRole('link', { name: 'Échecs à traiter' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Échecs à traiter' })).toBeVisible();
  await page.getByRole('link', { name: 'Refusé par le réseau' }).click();
  await page.getByRole('searchbox').fill(String(order.number));
  // another filter begins a new selection: what is chosen is chosen after it
  await expect(page).toHaveURL(new RegExp(`search=${order.number}`));
  const row = rowOf(page, String(order.number));
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(row).toContainText('Transports Belle-Rivière SA');
  await expect(row).toContainText('Le réseau a refusé cette modification pour cette carte SIM.');
  await row.getByRole('checkbox', { name: `Choisir ${refused} ${order.number}` }).check();

  // the customer has the order on screen meanwhile: it moves by itself
  const theirs = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    storageState: await manager.storageState(),
  });
  const customer = await theirs.newPage();
  await customer.goto(`/fr/orders/${order.id}`);
  await expect(rowOf(customer, refused)).toContainText('Échoué');

  await page.getByRole('button', { name: 'Effectuer à la main…' }).click();
  const question = page.getByRole('dialog', { name: 'Effectuer 1 numéro à la main ?' });
  await question.getByRole('button', { name: 'C’est fait à la main' }).click();
  await expect(question.getByText('Écrivez-le d’abord.')).toBeVisible();
  await question.getByRole('textbox').fill('Profil 5G posé dans le HLR, ticket 4711');
  await question.getByRole('button', { name: 'C’est fait à la main' }).click();
  await expect(page.getByText('1 numéro est effectué à la main.')).toBeVisible();
  await expect(page.getByText('Rien n’attend ici')).toBeVisible();
  await page.getByRole('link', { name: 'Tous les échecs à traiter' }).click();
  await expect(page.getByRole('region', { name: 'Traités récemment' })).toContainText(
    'Profil 5G posé dans le HLR, ticket 4711',
  );

  await expect(rowOf(customer, refused)).toContainText('Effectué par l’opérateur');
  await expect(customer.getByText('1 sur 1').first()).toBeVisible();
  await expect(customer.getByText('4711')).toHaveCount(0);
  await rowOf(customer, refused).getByRole('link', { name: refused }).click();
  await expect(
    customer.getByRole('region', { name: 'Historique' }).getByRole('listitem').first(),
  ).toContainText('Effectué par l’opérateur');
  await theirs.close();
  await expect(async () => {
    const mails = await mailsTo(manager, 'manager@demo.test');
    const told = mails.filter(({ subject }) => subject.includes(String(order.number)));
    expect(told).toHaveLength(3);
    expect(told[0]?.subject).toContain('l’opérateur a traité ce qui avait échoué');
    expect(told[0]?.text).not.toContain('4711');
  }).toPass({ timeout: 10_000 });
});

test('two who handle the same number: the second is told, and what is cancelled gives the customer the reason', async ({
  page,
  requestAs,
}) => {
  const manager = await requestAs('manager');
  const order = await orderOf(manager, [await lineIdOf(manager, refused)], { add: ['hide-number'] });
  await untilEnded(manager, order.id);
  const group = `/en/operator/fallout/simulator/network-refused?search=${order.number}`;
  const colleague = await page.context().newPage();
  for (const one of [page, colleague]) {
    await one.goto(group);
    await one.getByRole('checkbox', { name: `Choose ${refused} ${order.number}` }).check();
    await one.getByRole('button', { name: 'Cancel…' }).click();
    await one.getByRole('textbox', { name: /^Reason/ }).fill('This SIM card no longer exists.');
  }
  await page.getByRole('button', { name: 'Cancel the changes' }).click();
  await expect(page.getByText('1 change is cancelled.')).toBeVisible();
  await colleague.getByRole('button', { name: 'Cancel the changes' }).click();
  await expect(colleague.getByRole('alert')).toContainText('has handled these numbers meanwhile');
  await colleague.close();
  const { items } = await (await manager.get(`/api/orders/${order.id}/items`)).json();
  expect(items[0]).toMatchObject({
    state: 'cancelled',
    byOperator: { how: 'cancelled', reason: 'This SIM card no longer exists.' },
  });
});
