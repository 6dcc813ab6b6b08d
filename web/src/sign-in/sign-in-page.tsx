import { useLingui } from '@lingui/react';
import { IconAdjustmentsHorizontal, IconListDetails } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { brand } from '../kit/brand.ts';
import { Notice } from '../kit/notice.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

const route = getRouteApi('/$locale/plain/login');

/** The door: signing in, how one gets access, and what one can do inside. */
export function SignInPage(): ReactNode {
  const { i18n } = useLingui();
  const { next, ended } = route.useSearch();
  const title = i18n.t({ id: 'sign-in.title', message: 'Sign in' });
  useEffect(() => {
    document.title = `${title} · ${brand.name}`;
  }, [title]);
  const promises = [
    {
      icon: IconAdjustmentsHorizontal,
      text: i18n.t({ id: 'sign-in.promise.options', message: '(de)activate options … and much more' }),
    },
    {
      icon: IconListDetails,
      text: i18n.t({
        id: 'sign-in.promise.contract',
        message: 'look up the details of your contract (options, price plans…)',
      }),
    },
  ];
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      {ended && (
        <div className={styles.above}>
          <Notice kind="info" announce>
            {i18n.t({
              id: 'sign-in.ended',
              message: 'Your session has ended. Sign in again to go on where you were.',
            })}
          </Notice>
        </div>
      )}
      <div className={styles.panels}>
        <section className={styles.panel} aria-labelledby="known">
          <h2 id="known">{i18n.t({ id: 'sign-in.known', message: 'Already registered?' })}</h2>
          <SignInForm next={next} />
        </section>
        <section className={styles.panel} data-quiet aria-labelledby="unknown">
          <h2 id="unknown">{i18n.t({ id: 'sign-in.unknown', message: 'Not registered yet?' })}</h2>
          <p>
            {i18n.t({
              id: 'sign-in.access',
              message: 'Access is opened by {operator}, free of charge, at the request of your company.',
              values: { operator: brand.name },
            })}
          </p>
          <p>
            {i18n.t({
              id: 'sign-in.access-how',
              message:
                'Ask the person who manages the numbers in your company, or your contact at {operator}. You then receive your user name by e-mail.',
              values: { operator: brand.name },
            })}
          </p>
        </section>
      </div>
      <ul className={styles.promises}>
        {promises.map(({ icon: Icon, text }) => (
          <li key={text}>
            <Icon aria-hidden size={22} stroke={1.5} />
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
