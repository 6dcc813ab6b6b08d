import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  IconAlertTriangle,
  IconCalendarEvent,
  IconCircleCheck,
  IconDeviceMobile,
  IconFileImport,
  IconListCheck,
  IconLoader2,
  IconPlayerPause,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fleetSummaryQuery } from '../fleet/queries.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { RecentOrders } from '../orders/recent-orders.tsx';
import { orderSummaryQuery } from '../orders/queries.ts';
import { meQuery } from '../sign-in/session.ts';
import styles from './dashboard.module.css';

/** Where a person arrives: the state of the fleet at a glance, and the ways to what he can do. */
export function DashboardPage(): ReactNode {
  const { i18n } = useLingui();
  const { data: person } = useQuery(meQuery);
  const title = i18n.t({ id: 'dashboard.title', message: 'Your dashboard' });
  return (
    <>
      <PageHeader title={title} freshness={person?.organisation?.name} />
      <Glance />
      <Groups />
      <RecentOrders />
    </>
  );
}

function Glance(): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const { data: fleet } = useQuery(fleetSummaryQuery);
  const { data: orders } = useQuery(orderSummaryQuery);
  return (
    <section
      className={styles.glance}
      aria-label={i18n.t({ id: 'dashboard.glance', message: 'Your fleet at a glance' })}
    >
      <Link to="/$locale/fleet" params={{ locale }} search={{ status: ['active'] }} className={styles.figure}>
        <Figure count={fleet?.active} name={i18n.t({ id: 'dashboard.active', message: 'Active numbers' })}>
          <IconCircleCheck aria-hidden size={20} className={styles.good} />
        </Figure>
      </Link>
      <Link
        to="/$locale/fleet"
        params={{ locale }}
        search={{ status: ['suspended'] }}
        className={styles.figure}
      >
        <Figure
          count={fleet?.suspended}
          name={i18n.t({ id: 'dashboard.suspended', message: 'Suspended numbers' })}
        >
          <IconPlayerPause aria-hidden size={20} className={styles.warn} />
        </Figure>
      </Link>
      <Link
        to="/$locale/orders"
        params={{ locale }}
        search={{ state: 'inProgress' }}
        className={styles.figure}
      >
        <Figure
          count={orders?.itemsUnderWay}
          name={i18n.t({ id: 'dashboard.under-way', message: 'Changes under way' })}
        >
          <IconLoader2 aria-hidden size={20} className={styles.info} />
        </Figure>
      </Link>
      <Link to="/$locale/orders" params={{ locale }} search={{ failed: true }} className={styles.figure}>
        <Figure
          count={orders?.itemsFailed}
          name={i18n.t({ id: 'dashboard.failed', message: 'Failed, waiting for you' })}
        >
          <IconAlertTriangle
            aria-hidden
            size={20}
            className={orders?.itemsFailed ? styles.bad : styles.quiet}
          />
        </Figure>
      </Link>
    </section>
  );
}

function Figure({
  count,
  name,
  children,
}: {
  count: number | undefined;
  name: string;
  children: ReactNode;
}): ReactNode {
  const locale = useLocale();
  return (
    <>
      <span className={styles.count}>
        {count === undefined ? <span className={styles.blank} /> : formatNumber(locale, count)}
      </span>
      <span className={styles.name}>
        {children}
        {name}
      </span>
    </>
  );
}

function Groups(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { data: person } = useQuery(meQuery);
  const { data: orders } = useQuery(orderSummaryQuery);
  return (
    <div className={styles.groups}>
      <section className={styles.group}>
        <h2>{i18n.t({ id: 'dashboard.group.fleet', message: 'Managing the mobile fleet' })}</h2>
        <ul>
          <li>
            <Link to="/$locale/fleet" params={{ locale }} className={styles.way}>
              <IconDeviceMobile aria-hidden size={20} />
              {i18n.t({
                id: 'dashboard.link.fleet',
                message: 'Manage the cards (detailed view, add and remove options)',
              })}
            </Link>
          </li>
          <li>
            <Link to="/$locale/holders" params={{ locale }} className={styles.way}>
              <IconUsers aria-hidden size={20} />
              {i18n.t({ id: 'dashboard.link.holders', message: 'Users and cost centres of your numbers' })}
            </Link>
          </li>
          {person?.role === 'manager' && (
            <li>
              <Link to="/$locale/fleet/import" params={{ locale }} className={styles.way}>
                <IconFileImport aria-hidden size={20} />
                {i18n.t({ id: 'dashboard.link.import', message: 'Change numbers from a file' })}
              </Link>
            </li>
          )}
        </ul>
      </section>
      <section className={styles.group}>
        <h2>{i18n.t({ id: 'dashboard.group.devices', message: 'Devices and SIM cards' })}</h2>
        <ul>
          <li>
            <Link to="/$locale/orders" params={{ locale }} className={styles.way}>
              <IconListCheck aria-hidden size={20} />
              {i18n.t({ id: 'dashboard.link.orders', message: 'Status and history of orders' })}
            </Link>
          </li>
          <li>
            <Link to="/$locale/orders/planned" params={{ locale }} className={styles.way}>
              <IconCalendarEvent aria-hidden size={20} />
              {orders?.ordersPlanned
                ? i18n.t({
                    id: 'dashboard.link.planned-count',
                    message: 'Calendar of planned changes ({count})',
                    values: { count: formatNumber(locale, orders.ordersPlanned) },
                  })
                : i18n.t({ id: 'dashboard.link.planned', message: 'Calendar of planned changes' })}
            </Link>
          </li>
        </ul>
      </section>
    </div>
  );
}
