import './kit/mantine-styles.ts';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from './api/client.ts';
import { queries } from './api/queries.ts';
import { applyBrand, brand } from './kit/brand.ts';
import { browserLocale, isLocale } from './kit/locale.ts';
import { speak } from './kit/texts.ts';
import { theme } from './kit/theme.ts';
import { router } from './routes.tsx';
import { forget, meQuery } from './sign-in/session.ts';

applyBrand(brand);

whenSignedOut(() => {
  if (!queries.getQueryData(meQuery.queryKey)) return; // nobody was: the route itself leads to the door
  const { href, pathname } = router.latestLocation;
  const locale = pathname.split('/')[1] ?? 'fr';
  forget();
  void router.navigate({ to: '/$locale/login', params: { locale }, search: { next: href, ended: true } });
});

// a page of an older build asks for files that are gone: the new build answers after a reload
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('flottille.reloaded') ?? 0);
  // once: when the files stay away the page says so instead of going round in circles
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('flottille.reloaded', String(Date.now()));
  event.preventDefault();
  location.reload();
});

// nothing is drawn before the page has a language
const asked = location.pathname.split('/')[1] ?? '';
await speak(isLocale(asked) ? asked : browserLocale());

const home = document.querySelector('#root');
if (!home) throw new Error('index.html has no #root');

createRoot(home).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nProvider>
  </StrictMode>,
);
