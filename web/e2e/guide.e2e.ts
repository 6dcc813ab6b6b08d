import type { Page } from '@playwright/test';
import { mailsTo } from './support/mailbox.ts';
import { takePictures } from './support/page-checks.ts';
import { expect, signIn, test } from './support/portal.ts';

const guide = "Nous avons bien reçu votre demande et la traiterons d'ici quelques minutes.";

/** The check box of a number in the list, by the end of the number. */
const box = (page: Page, number: string) => page.getByRole('checkbox', { name: new RegExp(number) });

test.describe('the guide in French, step by step', () => {
  test('one number: find it, tick an option, confirm, see it received and done, read both mails', async ({
    page,
  }) => {
    await signIn(page, 'manager');
    await expect(page.getByRole('heading', { level: 1, name: 'Votre dashboard' })).toBeVisible();
    await takePictures(page, 'dashboard');
    await page.getByRole('link', { name: /^Gérer les cartes/ }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Gérer mes numéros' })).toBeVisible();
    await expect(page.getByText(/Dernière mise à jour : \d\d\/\d\d\/\d{4} \d\d:\d\d/)).toBeVisible();
    await expect(page.getByText('1-50 sur 61').first()).toBeVisible();
    await expect(page.getByText('Aucune carte sélectionnée')).toBeVisible();
    for (const name of [
      'Nom, Prénom',
      'Numéro',
      'N° de client',
      'Produit',
      'Plan tarifaire',
      'Options',
      'Statut',
    ]) {
      await expect(page.getByRole('columnheader', { name })).toBeVisible();
    }
    await takePictures(page, 'fleet');
    // the picture of the README: UPDATE_PICTURES=1 npx playwright test guide
    if (process.env['UPDATE_PICTURES'])
      await page.screenshot({ path: 'docs/pictures/fleet.png', animations: 'disabled' });
    await page
      .getByRole('searchbox', {
        name: "Chercher (numéro de téléphone, carte SIM, code client, nom de l'utilisateur…)",
      })
      .fill('0492 00 12 38');
    await expect(page.getByText('1-1 sur 1').first()).toBeVisible();
    await box(page, '0492 00 12 38').check();
    await expect(page.getByText('1 carte sélectionnée').first()).toBeVisible();
    await page.getByRole('button', { name: 'Modifier options' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Modifier des options' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Retour au dashboard' })).toBeVisible();
    for (const kind of ['Roaming', 'Data', 'SMS', 'Autres']) {
      await expect(page.getByRole('radio', { name: new RegExp(`^${kind} \\d+`) })).toBeAttached();
    }
    await expect(page.getByText('Disponible').first()).toBeVisible();
    await expect(page.getByText('HTVA').first()).toBeVisible();
    await takePictures(page, 'options-of-one');
    await page.getByRole('checkbox', { name: 'Best Destinations Data Pass 3GB', exact: true }).check();
    await expect(page.getByText('95,00 €').first()).toBeVisible();
    await page.getByRole('button', { name: 'Modifier des options' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Modifier options' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Numéro 0492 00 12 38' })).toBeVisible();
    await expect(page.getByText('Options à activer')).toBeVisible();
    await expect(page.getByText('Best Destinations Data Pass 3GB')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Annuler Best Destinations Data Pass 3GB' })).toBeVisible();
    await expect(page.getByText('114,95 €')).toBeVisible();
    await takePictures(page, 'quote');
    await page.getByRole('button', { name: 'Confirmer' }).click();

    await expect(page.getByText(guide)).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: '0492 00 12 38' });
    for (const name of ['Numéro', 'Numéro de client', 'Options à activer']) {
      await expect(page.getByRole('columnheader', { name, exact: true })).toBeVisible();
    }
    await expect(row).toContainText('Best Destinations Data Pass 3GB');
    await expect(row).toContainText('Terminé', { timeout: 20_000 });
    await takePictures(page, 'order');

    await row.getByRole('link', { name: '0492 00 12 38' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '0492 00 12 38' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Historique' })).toBeVisible();
    await expect(page.getByText('Best Destinations Data Pass 3GB').first()).toBeVisible();
    await takePictures(page, 'line');

    const title = await page
      .getByRole('link', { name: /^Commande \d+/ })
      .first()
      .textContent();
    const number = title?.replace(/\D/g, '') ?? '';
    await expect(async () => {
      const mails = (await mailsTo(page.request, 'manager@demo.test')).filter(({ text }) =>
        text.includes(number),
      );
      expect(mails).toHaveLength(2);
      const received = mails.find(({ text }) => text.includes(guide))?.text;
      for (const said of ['0492 00 12 38', 'Best Destinations Data Pass 3GB', 'Options à activer'])
        expect(received).toContain(said);
    }).toPass({ timeout: 20_000 });
    await page.goto('/dev/mail');
    await expect(page.getByText('manager@demo.test').first()).toBeVisible();
  });

  test('three numbers: leave one out and take it in again, remove and add, one of them fails, retry is offered', async ({
    page,
  }) => {
    await signIn(page, 'manager');
    await page.goto('/fr/fleet?size=100');
    for (const number of ['0492 01 00 02', '0492 00 12 42', '0492 00 12 51', '0492 00 12 44'])
      await box(page, number).check();
    await expect(page.getByText('4 cartes sélectionnées').first()).toBeVisible();
    const other = box(page, '0492 00 12 31');
    await expect(other).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('button', { name: 'Modifier options' }).click();

    const dialog = page.getByRole('dialog', { name: 'Modifier des options pour plusieurs numéros' });
    await dialog.getByRole('button', { name: 'Annuler 0492 00 12 44' }).click();
    await expect(dialog.getByRole('heading', { name: '3 numéros' })).toBeVisible();
    const added = dialog.getByRole('group', { name: 'Sélectionnez les options à activer' });
    const removed = dialog.getByRole('group', { name: 'Sélectionnez les options à désactiver' });
    await expect(removed.getByText(/active sur \d des 3 numéros/).first()).toBeVisible();
    await takePictures(page, 'options-of-several');
    await added.getByRole('checkbox', { name: 'Blocage des SMS surtaxés' }).check();
    await removed.getByRole('checkbox', { name: 'Messagerie vocale', exact: true }).check();
    await removed.getByRole('checkbox', { name: 'Messagerie vocale', exact: true }).uncheck();
    await expect(dialog.getByText('Pour 3 numéros')).toBeInViewport();
    await dialog.getByRole('button', { name: 'Confirmer' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Modifier options' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Numéro 0492/ })).toHaveCount(3);
    await page.getByRole('button', { name: 'Confirmer' }).click();

    await expect(page.getByText(guide)).toBeVisible();
    const failed = page.getByRole('row').filter({ hasText: '0492 01 00 02' });
    await expect(failed).toContainText('Échoué', { timeout: 20_000 });
    await expect(page.getByText('2 sur 3 terminés', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Réessayer' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Notifications, \d/ })).toBeVisible();
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await expect(failed).toContainText('Échoué', { timeout: 20_000 });

    await page.goto('/fr');
    await expect(page.getByRole('link', { name: /Échecs/ })).toContainText(/^[1-9]/);
  });
});
