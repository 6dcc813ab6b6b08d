import '../../src/kit/mantine-styles.ts';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { Button, MantineProvider, TextInput } from '@mantine/core';
import { IconHome, IconUsers } from '@tabler/icons-react';
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { applyBrand, brand } from '../../src/kit/brand.ts';
import { ConfirmButton } from '../../src/kit/confirm-button.tsx';
import { CopyButton } from '../../src/kit/copy-button.tsx';
import { DateTime } from '../../src/kit/date-time.tsx';
import { Dialog } from '../../src/kit/dialog.tsx';
import { FilterChips } from '../../src/kit/filter-chips.tsx';
import { Frame } from '../../src/kit/frame.tsx';
import { GuardedButton } from '../../src/kit/guarded-button.tsx';
import { isLocale } from '../../src/kit/locale.ts';
import { Money } from '../../src/kit/money.tsx';
import { Notice } from '../../src/kit/notice.tsx';
import { PageHeader } from '../../src/kit/page-header.tsx';
import { speak } from '../../src/kit/texts.ts';
import { theme } from '../../src/kit/theme.ts';
import { People } from './people.tsx';

const asked = new URLSearchParams(location.search);

function KitPage(): ReactNode {
  const [filters, setFilters] = useState(['Arlon', 'Dinant']);
  const [panel, setPanel] = useState(false);
  const [done, setDone] = useState('');
  return (
    <Frame
      person={{ name: 'Marie Lambert', firstName: 'Marie', organisation: 'Ateliers Lambert SA' }}
      home="/"
      menu={[
        { label: null, entries: [{ label: 'Accueil', to: '/', icon: <IconHome size={18} /> }] },
        { label: 'Gens', entries: [{ label: 'Personnes', to: '/people', icon: <IconUsers size={18} /> }] },
      ]}
      onSignOut={() => setDone('déconnecté')}
      onSignOutEverywhere={() => setDone('déconnecté partout')}
      onLanguage={(locale) => {
        if (isLocale(locale)) void speak(locale);
      }}
    >
      <PageHeader
        title="Toutes les pièces"
        freshness={
          <>
            Dernière mise à jour : <DateTime at="2022-06-13T13:28:00Z" />
          </>
        }
        actions={
          <>
            <GuardedButton
              variant="default"
              reason="Votre accès permet de consulter, pas de modifier."
              onClick={() => setDone('interdit')}
            >
              Exporter
            </GuardedButton>
            <ConfirmButton
              title="Annuler 12 changements ?"
              effect="Rien ne change sur les numéros."
              act="Annuler les changements"
              onConfirm={() => setDone('annulé')}
            >
              Annuler…
            </ConfirmButton>
            <Button onClick={() => setPanel(true)}>Ouvrir</Button>
          </>
        }
      />
      <div style={{ display: 'grid', gap: 16 }}>
        <Notice kind="info">Une information.</Notice>
        <Notice kind="warn" title="Attention">
          Quelque chose demande un regard.
        </Notice>
        <Notice kind="good">C’est fait.</Notice>
        <Notice kind="bad">Cela n’a pas été.</Notice>
        <p>
          <Money amount="24.79" vat="excluded" /> · <Money amount="30" vat="included" /> · +32 81 00 00 00{' '}
          <CopyButton text="+3281000000" what="+32 81 00 00 00" /> ·{' '}
          <output data-testid="done">{done}</output>
        </p>
        <TextInput label="Ville" placeholder="Arlon…" maw={320} />
        <FilterChips
          chips={filters.map((value) => ({
            key: value,
            name: 'Ville',
            value,
            onRemove: () => setFilters(filters.filter((other) => other !== value)),
          }))}
          onClear={() => setFilters([])}
        />
        <div>
          <People state={asked.get('state')} />
        </div>
      </div>
      {panel && (
        <Dialog
          title="Un panneau"
          place="end"
          onClose={() => setPanel(false)}
          actions={<Button onClick={() => setPanel(false)}>Terminé</Button>}
        >
          <p>Ce qui est derrière attend.</p>
        </Dialog>
      )}
    </Frame>
  );
}

applyBrand(brand);
await speak('fr');
const home = document.querySelector('#root');
if (!home) throw new Error('index.html has no #root');
const router = createRouter({
  routeTree: createRootRoute({ component: KitPage, notFoundComponent: () => null }),
});
createRoot(home).render(
  <I18nProvider i18n={i18n}>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <RouterProvider router={router as never} />
    </MantineProvider>
  </I18nProvider>,
);
