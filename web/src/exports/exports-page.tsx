import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Export, keptDays } from '../../../server/exports/contract.ts';
import { DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { useExportColumns } from './export-columns.tsx';
import { exportsQuery } from './queries.ts';
import { ScheduleList } from './schedule-list.tsx';
import styles from './exports.module.css';

/** What this person has written regularly, and the files that he has asked for: how far they are, to download and to delete. */
export function ExportsPage(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const columns = useExportColumns();
  const { data, error, refetch } = useQuery(exportsQuery);
  return (
    <>
      <PageHeader title={i18n.t({ id: 'exports.title', message: 'Exports' })} />
      <ScheduleList />
      <div className={styles.page}>
        <h2 className={styles.heading}>{i18n.t({ id: 'exports.files', message: 'Files' })}</h2>
        <p className={styles.quiet}>
          {i18n.t({
            id: 'exports.kept',
            message: 'Files are kept for {days} days. Only you see them.',
            values: { days: keptDays },
          })}
        </p>
        <DataTable<Export>
          name={i18n.t({ id: 'exports.title', message: 'Exports' })}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          skeletonRows={4}
          empty={
            <EmptyState
              title={i18n.t({ id: 'exports.none', message: 'No file yet' })}
              actions={
                <Button
                  variant="default"
                  renderRoot={(props) => <Link to="/$locale/fleet" params={{ locale }} {...props} />}
                >
                  {i18n.t({ id: 'frame.menu.fleet', message: 'My numbers' })}
                </Button>
              }
            >
              {i18n.t({
                id: 'exports.none.hint',
                message:
                  'In your list of numbers, choose “Export” and “Prepare it and send me a link by mail”: the file appears here.',
              })}
            </EmptyState>
          }
          error={error}
          onRetry={() => void refetch()}
        />
      </div>
    </>
  );
}
