import type { Locator, Page } from '@playwright/test';
import { lineIdOf, orderOf, untilEnded } from './support/fleet.ts';
import { expect, test } from './support/portal.ts';

test.use({ as: 'manager' });

async function openOptions(page: Page, number: string): Promise<string> {
  const lineId = await lineIdOf(page.request, number);
  await page.goto(`/en/fleet/${lineId}/options`);
  await expect(page.getByRole('heading', { level: 1, name: 'Change options' })).toBeVisible();
  await expect(page.getByText(`Number ${number}`)).toBeVisible();
  return lineId;
}

const option = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const cardOf = (page: Page, name: string): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
const goOn = (page: Page) => page.getByRole('button', { name: 'Change options' });

test('options stand by kind with their counts, and are found by a word', async ({ page }) => {
  await openOptions(page, '0492 00 12 41');
  const kinds = page.getByRole('group', { name: 'Kinds of option' });
  const cards = page.getByRole('main').getByRole('heading', { level: 3 });
  await expect(kinds.getByRole('radio', { name: /^All \d+$/ })).toBeChecked();
  let sum = 0;
  for (const kind of ['Roaming', 'Data', 'Voice', 'SMS', 'Others']) {
    const radio = kinds.getByRole('radio', { name: new RegExp(`^${kind} \\d+$`) });
    const count = Number(/\d+$/.exec(await radio.locator('xpath=..').innerText())?.[0]);
    await radio.check({ force: true });
    await expect(cards.filter({ visible: true })).toHaveCount(count);
    sum += count;
  }
  await kinds.getByRole('radio', { name: `All ${sum}` }).check({ force: true });
  await page.getByRole('searchbox', { name: 'Filter the options' }).fill('DESTINATIONS data');
  await expect(kinds.getByRole('radio', { name: 'All 1', exact: true })).toBeAttached();
  await expect(option(page, 'Best Destinations Data Pass 3GB')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter the options' }).fill('no such thing');
  await expect(page.getByText('No option matches')).toBeVisible();
});

test('each option says its state, what it gives, and its price without VAT, with VAT on demand', async ({
  page,
}) => {
  await openOptions(page, '0492 00 12 41');
  const traveller = cardOf(page, 'Traveller');
  await expect(option(page, 'Traveller')).toBeChecked();
  await expect(traveller).toContainText('Active');
  await expect(traveller).toContainText('€24.79 / month');
  await expect(traveller).toContainText('excl. VAT');
  await expect(traveller.getByRole('list', { name: 'What it gives' })).toContainText('500 MB');
  await traveller.getByText('More about Traveller').click();
  await expect(traveller.getByText(/^500 minutes and text messages from Belgium/)).toBeVisible();
  await expect(cardOf(page, 'Best Destinations Data Pass 3GB')).toContainText('€95.00 once');
  await expect(cardOf(page, 'Best Destinations Data Pass 3GB')).toContainText('Available');
  await expect(cardOf(page, 'Travel data control')).toContainText('Included in the plan');
  await page.getByRole('switch', { name: 'Prices incl. VAT' }).check({ force: true });
  await expect(traveller).toContainText('€30.00 / month');
  await expect(traveller).toContainText('incl. VAT');
});

test('an option that cannot be chosen says why in words', async ({ page }) => {
  await openOptions(page, '0492 00 12 34'); // Shape Traveller: Traveller comes with the plan
  const reasons: [name: string, reason: string][] = [
    ['World Traveller', 'Excluded by Traveller, included in the tariff plan'],
    ['Fixed IP address', 'Not possible with the tariff plan Shape Traveller'],
    ['Traveller', 'Included in the tariff plan Shape Traveller'],
  ];
  for (const [name, reason] of reasons) {
    await expect(option(page, name)).toHaveAttribute('aria-disabled', 'true');
    await expect(option(page, name)).toHaveAccessibleDescription(new RegExp(reason));
    const before = await option(page, name).isChecked();
    await option(page, name).click({ force: true });
    expect(await option(page, name).isChecked()).toBe(before);
  }
  await expect(goOn(page)).toHaveAccessibleDescription('Tick or untick an option first.');

  await openOptions(page, '0492 00 12 39'); // its insurance runs for a year
  await expect(option(page, 'Device insurance')).toHaveAccessibleDescription(
    /Cannot be removed before \d\d\/\d\d\/\d{4}, the end of its minimum term/,
  );

  await openOptions(page, '0492 00 12 41');
  await expect(option(page, 'Roaming')).toHaveAccessibleDescription(
    /Needed by Traveller, active on this number/,
  );
});

test('the way out that is offered solves it: Traveller goes, World Traveller comes, the network agrees', async ({
  page,
}) => {
  const lineId = await openOptions(page, '0492 00 12 41');
  const world = cardOf(page, 'World Traveller');
  await expect(world).toContainText('Excluded by Traveller, active on this number');
  await world.getByRole('button', { name: 'Remove Traveller as well' }).click();
  await expect(option(page, 'World Traveller')).toBeChecked();
  await expect(option(page, 'Traveller')).not.toBeChecked();
  const summary = page.getByRole('complementary', { name: 'Your changes' });
  await expect(summary.getByRole('listitem').filter({ hasText: 'World Traveller' })).toBeVisible();
  await expect(summary.getByRole('button', { name: 'Undo: Traveller' })).toBeVisible();
  await goOn(page).click();
  await expect(page.getByText('Options to activate')).toBeVisible();
  await expect(page.getByText('Options to deactivate')).toBeVisible();
  await page.getByRole('button', { name: 'Confirm' }).click();
  const row = page.getByRole('row').filter({ hasText: '0492 00 12 41' });
  await expect(row).toContainText('Done', { timeout: 20_000 });
  await page.goto(`/en/fleet/${lineId}`);
  const active = page.getByRole('region', { name: 'Active options' });
  await expect(active.getByRole('listitem').filter({ hasText: 'World Traveller' })).toContainText('€49.59');
  await active.getByText(/^\d options? that (has|have) ended$/).click();
  await expect(active.getByRole('group').getByText('Traveller', { exact: true })).toBeVisible();
});

test('the limit of Travel data control is set within its bounds, and refused in words beyond them', async ({
  page,
}) => {
  const lineId = await openOptions(page, '0492 00 12 24');
  const limit = cardOf(page, 'Travel data control').getByRole('spinbutton', {
    name: 'Monthly limit excl. VAT',
  });
  await expect(limit).toHaveValue('50');
  await limit.fill('600');
  await expect(limit).toHaveAttribute('aria-invalid', 'true');
  await expect(limit).toHaveAccessibleDescription('€0.00 to €500.00, in steps of €1.00');
  const refused = 'Monthly limit excl. VAT: from €0.00 to €500.00, in steps of €1.00';
  await expect(page.getByRole('status').filter({ hasText: refused })).toBeVisible();
  await expect(goOn(page)).toHaveAccessibleDescription(refused);
  await limit.fill('');
  await expect(limit).toHaveAttribute('aria-invalid', 'true');
  await limit.fill('120');
  await expect(limit).not.toHaveAttribute('aria-invalid');
  await expect(cardOf(page, 'Travel data control')).toContainText('Will be changed');
  await goOn(page).click();
  await expect(page.getByText('Options to change')).toBeVisible();
  await expect(page.getByText('Monthly limit excl. VAT: €120.00')).toBeVisible();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('row').filter({ hasText: '0492 00 12 24' })).toContainText('Done', {
    timeout: 20_000,
  });
  await page.goto(`/en/fleet/${lineId}`);
  await expect(page.getByRole('region', { name: 'Active options' })).toContainText(
    'Monthly limit excl. VAT: €120.00',
  );
});

test('while an order runs its options are pending, and become active without a reload', async ({ page }) => {
  // the network answers this number only at the second try
  const lineId = await openOptions(page, '0492 01 00 01');
  const fiveG = cardOf(page, '5G access');
  await expect(fiveG).toContainText('Available');
  const order = await orderOf(page.request, [lineId], { add: ['access-5g'] });
  await expect(fiveG).toContainText('Being activated');
  await expect(option(page, '5G access')).toHaveAccessibleDescription(
    /A change of this option is already under way/,
  );
  await untilEnded(page.request, order.id);
  await expect(fiveG).toContainText('Active');
  await expect(option(page, '5G access')).toBeChecked();
});

test('what was ticked is undone one by one, and nothing is left', async ({ page }) => {
  await openOptions(page, '0492 00 12 37');
  await option(page, 'Best Destinations Data Pass 3GB').check();
  await page.locator('label', { hasText: 'Shape Easy International' }).click(); // the name ticks too
  await expect(option(page, 'Shape Easy International')).not.toBeChecked();
  const summary = page.getByRole('complementary', { name: 'Your changes' });
  await expect(summary.getByRole('listitem')).toHaveCount(2);
  await expect(summary.getByText('Total incl. VAT').first()).toBeVisible();
  await summary.getByRole('button', { name: 'Undo: Best Destinations Data Pass 3GB' }).click();
  await expect(option(page, 'Best Destinations Data Pass 3GB')).not.toBeChecked();
  await summary.getByRole('button', { name: 'Undo: Shape Easy International' }).click();
  await expect(option(page, 'Shape Easy International')).toBeChecked();
  await expect(summary).toContainText('Nothing chosen yet.');
  await expect(goOn(page)).toHaveAttribute('aria-disabled', 'true');
});
