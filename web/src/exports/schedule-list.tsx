import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCalendarRepeat } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Schedule } from '../../../server/schedules/contract.ts';
import { DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { useScheduleColumns } from './schedule-columns.tsx';
import { schedulesQuery } from './schedule-queries.ts';
import styles from './schedules.module.css';

const ScheduleDialog = lazy(async () => ({
  default: (await import('./schedule-dialog.tsx')).ScheduleDialog,
}));

/** The views that this person has written as files regularly. */
export function ScheduleList(): ReactNode {
  const { i18n } = useLingui();
  const columns = useScheduleColumns();
  const { data, error, refetch } = useQuery(schedulesQuery);
  const [isMaking, setMaking] = useState(false);
  const title = i18n.t({ id: 'exports.schedules', message: 'Regular exports' });
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <Button leftSection={<IconCalendarRepeat aria-hidden size={17} />} onClick={() => setMaking(true)}>
          {i18n.t({ id: 'exports.schedule.make', message: 'Export a view regularly…' })}
        </Button>
      </div>
      <DataTable<Schedule>
        name={title}
        columns={columns}
        rows={data}
        rowKey={({ id }) => id}
        skeletonRows={2}
        empty={
          <EmptyState title={i18n.t({ id: 'exports.schedules.none', message: 'No regular export yet' })}>
            {i18n.t({
              id: 'exports.schedules.none.hint',
              message: 'Have a view written every week or month: a mail tells you when the file is there.',
            })}
          </EmptyState>
        }
        error={error}
        onRetry={() => void refetch()}
      />
      {isMaking && (
        <Suspense>
          <ScheduleDialog onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </div>
  );
}
