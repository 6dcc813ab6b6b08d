import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Monitor } from '../../../server/monitor/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { useAge } from './age.ts';
import { CauseBars } from './cause-bars.tsx';
import { ElementTable } from './element-table.tsx';
import { MinuteChart } from './minute-chart.tsx';
import styles from './monitor.module.css';
import { monitorQuery } from './queries.ts';
import { WorkerTable } from './worker-table.tsx';

/** How the work goes: what waits, how fast it is done, why changes fail, which elements and workers are well. */
export function MonitorPage(): ReactNode {
  const { i18n } = useLingui();
  const { data: monitor, error, refetch } = useQuery(monitorQuery);
  const title = i18n.t({ id: 'monitor.title', message: 'Monitor' });
  if (error && !monitor) {
    return (
      <>
        <PageHeader title={title} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={title}
        freshness={
          monitor && (
            <>
              {i18n.t({ id: 'monitor.as-of', message: 'As of' })} <DateTime at={monitor.asOf} />
            </>
          )
        }
      />
      <div className={styles.page} aria-busy={!monitor}>
        <Figures monitor={monitor} />
        <MinuteChart minutes={monitor?.minutes} />
        <ElementTable elements={monitor?.elements} />
        <CauseBars causes={monitor?.causes} />
        <WorkerTable workers={monitor?.workers} />
      </div>
    </>
  );
}

function Figures({ monitor }: { monitor: Monitor | undefined }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const params = useParams({ from: '/$locale/signed-in' });
  const age = useAge();
  const sum = (of: (element: Monitor['elements'][number]) => number) =>
    monitor?.elements.reduce((total, element) => total + of(element), 0);
  const count = (value: number | undefined) =>
    value === undefined ? undefined : formatNumber(locale, Math.round(value * 10) / 10);
  const oldest = monitor && Math.max(0, ...monitor.elements.map(({ oldestSeconds }) => oldestSeconds));
  return (
    <section
      className={styles.figures}
      aria-label={i18n.t({ id: 'monitor.glance', message: 'The work at a glance' })}
    >
      <Figure
        value={count(sum(({ due, held, later, behind }) => due + held + later + behind))}
        name={i18n.t({ id: 'monitor.open', message: 'Open changes' })}
      />
      <Figure
        value={oldest === undefined ? undefined : age(oldest)}
        name={i18n.t({ id: 'monitor.oldest', message: 'Oldest that waits' })}
      />
      <Figure
        value={count(sum(({ completedAMinute }) => completedAMinute))}
        name={i18n.t({ id: 'monitor.rate', message: 'Done a minute (5 min)' })}
      />
      <Link to="/$locale/operator/fallout" params={params} className={styles.figure}>
        <Figure
          inner
          value={count(monitor?.fallout)}
          name={i18n.t({ id: 'monitor.fallout', message: 'Failed, waiting for staff' })}
        />
      </Link>
    </section>
  );
}

function Figure({
  value,
  name,
  inner = false,
}: {
  value: string | undefined;
  name: string;
  inner?: boolean;
}): ReactNode {
  const words = (
    <>
      <span className={styles.value}>{value ?? <span className={styles.blank} />}</span>
      <span>{name}</span>
    </>
  );
  return inner ? words : <div className={styles.figure}>{words}</div>;
}
