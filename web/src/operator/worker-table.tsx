import { useLingui } from '@lingui/react';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Monitor } from '../../../server/monitor/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { NamedIcon } from '../kit/named-icon.tsx';
import styles from './monitor.module.css';

type Worker = Monitor['workers'][number];

/** The processes that carry changes out. One that was killed stays for a day, so that it is seen. */
export function WorkerTable({ workers }: { workers: Worker[] | undefined }): ReactNode {
  const { i18n } = useLingui();
  const columns = useWorkerColumns();
  const name = i18n.t({ id: 'monitor.workers', message: 'Workers' });
  return (
    <section className={styles.section}>
      <h2>{name}</h2>
      <DataTable<Worker>
        name={name}
        columns={columns}
        rows={workers}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={i18n.t({
              id: 'monitor.workers.none',
              message: 'No worker is there: orders wait until one starts',
            })}
          />
        }
        skeletonRows={1}
      />
    </section>
  );
}

function useWorkerColumns(): Column<Worker>[] {
  const { i18n } = useLingui();
  return [
    {
      key: 'worker',
      name: i18n.t({ id: 'monitor.column.worker', message: 'Worker' }),
      cell: ({ host, pid }) => <span className="tabular">{`${host} · ${pid}`}</span>,
      width: 220,
      sticky: true,
      card: 'title',
    },
    {
      key: 'state',
      name: i18n.t({ id: 'monitor.column.state', message: 'State' }),
      cell: ({ isAlive }) =>
        isAlive ? (
          <NamedIcon name={i18n.t({ id: 'monitor.worker.alive', message: 'Works' })} tone="good" withText>
            <IconCircleCheck size={17} stroke={1.75} />
          </NamedIcon>
        ) : (
          <NamedIcon
            name={i18n.t({ id: 'monitor.worker.gone', message: 'Without a sign of life' })}
            tone="bad"
            withText
          >
            <IconCircleX size={17} stroke={1.75} />
          </NamedIcon>
        ),
      card: 'corner',
    },
    {
      key: 'hand',
      name: i18n.t({ id: 'monitor.column.held', message: 'In hand' }),
      cell: ({ inHand }) => <span className="tabular">{inHand}</span>,
      align: 'end',
      width: 100,
    },
    {
      key: 'since',
      name: i18n.t({ id: 'monitor.column.since', message: 'Started' }),
      cell: ({ startedAt }) => <DateTime at={startedAt} />,
      width: 170,
    },
    {
      key: 'seen',
      name: i18n.t({ id: 'monitor.column.seen', message: 'Last sign of life' }),
      cell: ({ seenAt }) => <DateTime at={seenAt} />,
      width: 170,
    },
  ];
}
