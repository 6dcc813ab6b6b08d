import { useLingui } from '@lingui/react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { api } from '../api/client.ts';
import { ConnectionLost } from '../kit/connection-lost.tsx';
import { Frame } from '../kit/frame.tsx';
import { isLocale, useLocale } from '../kit/locale.ts';
import { meQuery, signOut } from '../sign-in/session.ts';
import { Bell } from '../notifications/bell.tsx';
import { useLiveUpdates } from '../notifications/live-updates.ts';
import { forgetChosen } from '../fleet/chosen-store.ts';
import { addressIn } from './address.ts';
import { GoToButton } from './go-to-button.tsx';
import { useMenu, useStaffMenu } from './menu.tsx';
import { InFrame } from './page-states.tsx';

/** Around every page of a signed-in person: ties the frame to the session, the language and the address. */
export function SignedInLayout(): ReactNode {
  const { i18n } = useLingui();
  const router = useRouter();
  const locale = useLocale();
  const { href, pathname } = useLocation();
  const { data: person } = useQuery(meQuery);
  const menu = useMenu();
  const staffMenu = useStaffMenu();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      forgetChosen();
      return router.navigate({ to: '/$locale/login', params: { locale }, search: {} });
    },
  });
  useFocusOnArrival(pathname);
  const { live } = useLiveUpdates();
  if (!person) return null;
  const chooseLanguage = (chosen: string) => {
    if (!isLocale(chosen)) return;
    // the address already says it; the profile keeps it for mails and for the next visit
    void api.PATCH('/api/me', { body: { locale: chosen } }).catch(() => {});
    router.history.push(addressIn(href, chosen));
  };
  return (
    <Frame
      person={{
        name: person.name,
        firstName: person.firstName,
        organisation: person.organisation?.name ?? null,
      }}
      home={`/${locale}`}
      area={person.organisation ? undefined : i18n.t({ id: 'frame.operator-area', message: 'Operator area' })}
      menu={person.organisation ? menu : staffMenu}
      search={
        <GoToButton menu={person.organisation ? menu : staffMenu} fleet={person.organisation !== null} />
      }
      status={<ConnectionLost live={live} />}
      bell={person.organisation && <Bell />}
      onSignOut={() => leave.mutate(false)}
      onSignOutEverywhere={() => leave.mutate(true)}
      onLanguage={chooseLanguage}
    >
      <InFrame value>
        <Outlet />
      </InFrame>
    </Frame>
  );
}

/** A new page begins at its top also for the keyboard and for screen readers; a filter in the address moves nothing. */
function useFocusOnArrival(pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  }, [pathname]);
}
