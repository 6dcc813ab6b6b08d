import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { BadRowList, Import } from '../../../server/imports/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Pages } from '../kit/pages.tsx';
import { CheckCorrected } from './check-corrected.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { badRowsAddress, badRowsQuery } from './queries.ts';
import styles from './imports.module.css';

type Row = BadRowList['rows'][number];

/** The rows that cannot be carried out, each with its reason and what to do; all of them as a file to correct. */
export function BadRows({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [key, setKey] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const [size, setSize] = useState(25);
  const { data, error, refetch, isPlaceholderData } = useQuery(
    badRowsQuery(made.id, { ...(key === null ? {} : { key }), page, size }),
  );
  const [corrected, setCorrected] = useState<Row | null>(null);
  const mayCorrect = made.state === 'checked';
  const columns = useColumns(mayCorrect ? setCorrected : null);
  const name = i18n.t({ id: 'imports.bad-rows', message: 'Rows to correct' });
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{name}</h2>
        <div className={styles.ways}>
          {(['xlsx', 'csv'] as const).map((format) => (
            <a
              key={format}
              className={styles.download}
              href={badRowsAddress(made.id, format, locale)}
              download
            >
              <IconDownload aria-hidden size={17} />
              {format === 'csv'
                ? i18n.t({ id: 'imports.bad-rows.csv', message: 'These rows (CSV)' })
                : i18n.t({ id: 'imports.bad-rows.xlsx', message: 'These rows (XLSX)' })}
            </a>
          ))}
        </div>
      </div>
      <p className={styles.note}>
        {i18n.t({
          id: 'imports.bad-rows.note',
          message:
            'Go on with the other rows, or correct these here, or in the file and send it again. Each stands there with its reason.',
        })}
      </p>
      {mayCorrect && made.corrections > 0 && <CheckCorrected made={made} />}
      <label className={styles.choice}>
        <span className={styles.label}>{i18n.t({ id: 'imports.bad-rows.why', message: 'Reason' })}</span>
        <select
          className={styles.select}
          value={key ?? ''}
          onChange={({ currentTarget }) => {
            setKey(currentTarget.value || null);
            setPage(1);
          }}
        >
          <option value="">
            {i18n.t({
              id: 'imports.bad-rows.all',
              message: 'All reasons ({count})',
              values: { count: formatNumber(locale, made.rowsBad) },
            })}
          </option>
          {made.problems.map((problem) => (
            <option key={problem.key} value={problem.key}>
              {`${formatNumber(locale, problem.count)} · ${problem.reason}`}
            </option>
          ))}
        </select>
      </label>
      <DataTable
        name={name}
        columns={columns}
        rows={data?.rows}
        rowKey={({ row }) => String(row)}
        empty={null}
        error={error}
        onRetry={() => void refetch()}
        busy={isPlaceholderData}
        skeletonRows={Math.min(5, made.rowsBad)}
      />
      {made.rowsBad > 25 && (
        <Pages
          page={page}
          size={size}
          total={data?.total}
          onPage={setPage}
          onSize={(chosen) => {
            setSize(chosen);
            setPage(1);
          }}
        />
      )}
      {corrected && <CorrectDialog importId={made.id} bad={corrected} onClose={() => setCorrected(null)} />}
    </div>
  );
}

/** `onCorrect`: null where nothing can be corrected any more. */
function useColumns(onCorrect: ((row: Row) => void) | null): Column<Row>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  return [
    {
      key: 'row',
      name: i18n.t({ id: 'imports.bad-rows.row', message: 'Row' }),
      cell: ({ row, written }) => (
        <span className="tabular">
          {formatNumber(locale, row)} {written !== '' && <span className={styles.written}>{written}</span>}
        </span>
      ),
      width: 200,
      card: 'title',
    },
    {
      key: 'reason',
      name: i18n.t({ id: 'imports.bad-rows.why', message: 'Reason' }),
      cell: ({ reason }) => <span className={styles.wrap}>{reason}</span>,
    },
    {
      key: 'fix',
      name: i18n.t({ id: 'imports.bad-rows.fix', message: 'What to do' }),
      cell: ({ fix, corrected }) => (
        <span className={styles.wrap}>
          {corrected ? (
            <span className={styles.new}>
              {i18n.t({ id: 'imports.corrected', message: 'Corrected, not checked yet' })}
            </span>
          ) : (
            fix
          )}
        </span>
      ),
    },
    ...(onCorrect
      ? [
          {
            key: 'correct',
            name: i18n.t({ id: 'imports.correct.column', message: 'Here' }),
            cell: (row: Row) => (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={i18n.t({
                  id: 'imports.correct.title',
                  message: 'Correct row {row}',
                  values: { row: formatNumber(locale, row.row) },
                })}
                onClick={() => onCorrect(row)}
              >
                {i18n.t({ id: 'imports.correct', message: 'Correct' })}
              </Button>
            ),
            width: 140,
          },
        ]
      : []),
  ];
}
