import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { formatDateTime } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { useNarrow } from '../kit/use-narrow.ts';
import { dayIn, monthLater, weeksOf } from './brussels-clock.ts';
import { PlannedAgenda } from './planned-agenda.tsx';
import { PlannedMonth } from './planned-month.tsx';
import { plannedQuery } from './planned-queries.ts';
import styles from './planned-page.module.css';
import { useToday } from './use-today.ts';

/** The calendar of all that is planned: a month as a grid, on a phone day by day. */
export function PlannedPage(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const params = useParams({ from: '/$locale/signed-in' });
  const search = useSearch({ from: '/$locale/signed-in/orders/planned' });
  const navigate = useNavigate({ from: '/$locale/orders/planned' });
  const narrow = useNarrow();
  const today = useToday();
  const month = `${search.month ?? today.slice(0, 7)}-01`;
  const weeks = weeksOf(month);
  const { data, error, refetch, isPlaceholderData } = useQuery(
    plannedQuery(weeks[0]?.[0] ?? month, weeks.at(-1)?.at(-1) ?? month),
  );
  const go = (to: string) =>
    void navigate({ search: { month: to.slice(0, 7) === today.slice(0, 7) ? undefined : to.slice(0, 7) } });
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const name = monthName.format(new Date(`${month}T00:00:00Z`));
  const byDay = Map.groupBy(data?.entries ?? [], (entry) => dayIn(new Date(entry.startsAt)));
  const ofMonth = [...byDay].filter(([day]) => day.startsWith(month.slice(0, 7)));
  const next = data?.next ? dayIn(new Date(data.next)) : null;
  return (
    <>
      <PageHeader
        title={i18n.t({ id: 'orders.calendar', message: 'Calendar' })}
        freshness={
          data &&
          i18n.t({
            id: 'orders.calendar.count',
            message:
              '{count, plural, =0 {Nothing is planned} one {# planned order} other {# planned orders}}',
            values: { count: data.total },
          })
        }
        back={
          <Link className="link" to="/$locale/orders" params={params} activeOptions={{ exact: true }}>
            {i18n.t({ id: 'orders.all', message: 'All orders' })}
          </Link>
        }
      />
      <div className={styles.page}>
        <div className={styles.tools}>
          <Button
            variant="default"
            aria-label={i18n.t({ id: 'orders.calendar.before', message: 'Month before' })}
            onClick={() => go(monthLater(month, -1))}
          >
            <IconChevronLeft aria-hidden size={18} />
          </Button>
          <h2 className={styles.month} aria-live="polite">
            {name}
          </h2>
          <Button
            variant="default"
            aria-label={i18n.t({ id: 'orders.calendar.after', message: 'Next month' })}
            onClick={() => go(monthLater(month, 1))}
          >
            <IconChevronRight aria-hidden size={18} />
          </Button>
          <Button variant="default" onClick={() => go(today)}>
            {i18n.t({ id: 'orders.calendar.today', message: 'Today' })}
          </Button>
          {next && !ofMonth.some(([day]) => day === next) && (
            <Button variant="subtle" onClick={() => go(next)}>
              {i18n.t({
                id: 'orders.calendar.next',
                message: 'Next: {at}',
                values: { at: formatDateTime(locale, data?.next ?? '') },
              })}
            </Button>
          )}
        </div>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : narrow ? (
          <PlannedAgenda days={ofMonth} isLoading={!data} />
        ) : (
          <PlannedMonth
            name={name}
            month={month}
            weeks={weeks}
            byDay={byDay}
            today={today}
            busy={!data || isPlaceholderData}
          />
        )}
        {data && !error && ofMonth.length === 0 && <NothingPlanned />}
      </div>
    </>
  );
}

function NothingPlanned(): ReactNode {
  const { i18n } = useLingui();
  return (
    <EmptyState title={i18n.t({ id: 'orders.calendar.none', message: 'Nothing is planned this month' })}>
      {i18n.t({
        id: 'orders.calendar.none.hint',
        message:
          'Choose “On a date” or “With the next billing cycle” when you confirm a change: it appears here.',
      })}
    </EmptyState>
  );
}
