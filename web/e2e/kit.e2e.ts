import { expectNoViolations, takePictures } from './support/page-checks.ts';
import { expect, test } from './support/portal.ts';

const box = (name: string) => ({ name: `Sélectionner ${name}` });

test.describe('the components of the kit', () => {
  test('break no rule of accessibility, in any look and state, under the strictest style policy', async ({
    page,
  }) => {
    for (const state of ['', 'loading', 'error', 'empty']) {
      await page.goto(`/?state=${state}`);
      await expect(page.getByRole('heading', { name: 'Toutes les pièces' })).toBeVisible();
      await expectNoViolations(page);
      await takePictures(page, `kit-${state || 'rows'}`);
    }
  });

  test('a list is sorted by its heading, and says so', async ({ page }) => {
    await page.goto('/');
    const heading = page.getByRole('columnheader', { name: 'Ville' });
    await expect(heading).not.toHaveAttribute('aria-sort');
    await page.getByRole('button', { name: 'Ville', exact: true }).click();
    await expect(heading).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('button', { name: 'Ville', exact: true }).click();
    await expect(heading).toHaveAttribute('aria-sort', 'descending');
    await expect(page.getByRole('row').nth(1)).toContainText('Eupen');
  });

  test('rows are marked by mouse, with Shift up to there, and those that do not fit say why', async ({
    page,
  }) => {
    await page.goto('/');
    await page.getByRole('checkbox', box('Personne 01')).click();
    await page.getByRole('checkbox', box('Personne 06')).click({ modifiers: ['Shift'] });
    await expect(page.getByRole('status').filter({ hasText: '5 sélectionnées' })).toBeVisible();
    const unfit = page.getByRole('checkbox', box('Personne 04'));
    await expect(unfit).not.toBeChecked();
    await expect(unfit).toHaveAccessibleDescription('Un autre statut que la sélection');
    await unfit.hover({ force: true });
    await expect(page.locator('[popover=manual]')).toHaveText('Un autre statut que la sélection');
    await unfit.click({ force: true });
    await expect(unfit).not.toBeChecked();
  });

  test('rows are marked by keyboard alone', async ({ page }) => {
    await page.goto('/');
    const first = page.getByRole('checkbox', box('Personne 01'));
    await first.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('checkbox', box('Personne 02'))).toBeFocused();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByRole('checkbox', box('Personne 03'))).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: /sélectionnées/ })).toHaveText('3 sélectionnées');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('checkbox', box('Personne 04'))).toBeFocused(); // heard, though it cannot be marked
    await page.keyboard.press('Space');
    await expect(page.getByRole('checkbox', box('Personne 04'))).not.toBeChecked();
    await page.keyboard.press('End');
    await expect(page.getByRole('checkbox', box('Personne 25'))).toBeFocused();
  });

  test('all that fit on a page are marked and let go at once', async ({ page }) => {
    await page.goto('/');
    const all = page.getByRole('checkbox', { name: 'Sélectionner tout ce qui convient sur cette page' });
    await all.click();
    await expect(all).toBeChecked();
    await expect(page.getByRole('status').filter({ hasText: '19 sélectionnées' })).toBeVisible();
    await page.getByRole('checkbox', box('Personne 01')).click();
    await expect(all).toHaveJSProperty('indeterminate', true);
  });

  test('pages say which part is shown', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('1-25 sur 61')).toBeVisible();
    await page.getByRole('button', { name: 'Page suivante' }).click();
    await page.getByRole('button', { name: 'Page suivante' }).click();
    await expect(page.getByText('51-61 sur 61')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Page suivante' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  test('on a phone rows are cards with targets for a thumb', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/');
    await expect(page.getByRole('table')).toHaveCount(0);
    const first = page.getByRole('listitem').filter({ hasText: 'Personne 01' }).getByRole('checkbox');
    const size = await first.boundingBox();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await first.click();
    await expect(page.getByRole('button', { name: 'Modifier' })).toBeInViewport();
    await page.getByRole('combobox', { name: 'Trier par' }).selectOption({ label: 'Nom, décroissant' });
    await expect(page.getByRole('listitem').filter({ hasText: 'Personne' }).first()).toContainText(
      'Personne 61',
    );
  });

  test('an act that is not possible says why to eye and ear, and does nothing', async ({ page }) => {
    await page.goto('/');
    const button = page.getByRole('button', { name: 'Exporter' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription('Votre accès permet de consulter, pas de modifier.');
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('done')).toBeEmpty();
  });

  test('a dialog holds the focus, closes by Escape and gives the focus back', async ({ page }) => {
    await page.goto('/');
    const opener = page.getByRole('button', { name: 'Ouvrir' });
    await opener.click();
    const panel = page.getByRole('dialog', { name: 'Un panneau' });
    await expect(panel).toBeVisible();
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('Tab');
    await expect(panel.locator(':focus')).toHaveCount(1);
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test('what cannot be undone is asked once, with its effect', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Annuler…' }).click();
    const question = page.getByRole('dialog', { name: 'Annuler 12 changements ?' });
    await expect(question).toContainText('Rien ne change sur les numéros.');
    await question.getByRole('button', { name: 'Annuler les changements' }).click();
    await expect(page.getByTestId('done')).toHaveText('annulé');
  });

  test('the person’s menu changes language and appearance, and the page remembers the appearance', async ({
    page,
  }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Marie' }).click();
    await page.getByRole('button', { name: 'Sombre' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await page.getByRole('button', { name: 'Marie' }).click();
    await expect(page.getByRole('button', { name: 'Overal afmelden' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Overal afmelden' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Marie' })).toBeFocused();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });

  test('the keyboard skips to the content', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('main')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#content')).toBeFocused();
  });

  test('times are Brussels time wherever the machine is', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('Dernière mise à jour : 13/06/2022 15:28')).toBeVisible();
  });
});
