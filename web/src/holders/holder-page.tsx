import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { HeldLines, Holder } from '../../../server/holders/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages, useLastPage } from '../kit/pages.tsx';
import { problemIn } from '../kit/problem.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { HolderDialog } from './holder-dialog.tsx';
import styles from './lists.module.css';
import { localeNames } from './locale-names.ts';
import { heldLinesQuery, holderQuery } from './queries.ts';
import { RemoveHolder } from './remove-holder.tsx';

/** One user: who he is, and the numbers he has, will have and had. */
export function HolderPage(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { holder: holderId } = useParams({ from: '/$locale/signed-in/holders/$holder' });
  const readOnly = useReadOnlyReason();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const { data: holder, error, refetch } = useQuery(holderQuery(holderId));
  const close = () => setOpen(null);
  const back = (
    <Link className="link" to="/$locale/holders" params={{ locale }}>
      {i18n.t({ id: 'holders.back', message: 'All users' })}
    </Link>
  );
  if (error && !holder) {
    return (
      <>
        <PageHeader title={i18n.t({ id: 'holders.holder', message: 'User' })} back={back} />
        {problemIn(error).status === 404 ? (
          <EmptyState title={problemIn(error).detail} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={holder?.name ?? '…'}
        back={back}
        actions={
          holder && (
            <>
              <GuardedButton variant="default" reason={readOnly} onClick={() => setOpen('remove')}>
                {i18n.t({ id: 'holders.remove', message: 'Remove' })}
              </GuardedButton>
              <GuardedButton reason={readOnly} onClick={() => setOpen('edit')}>
                {i18n.t({ id: 'holders.edit', message: 'Change' })}
              </GuardedButton>
            </>
          )
        }
      />
      <div className={styles.page}>
        {holder ? <Facts holder={holder} /> : <div className={styles.blank} aria-busy />}
        <Numbers holderId={holderId} />
      </div>
      {holder && open === 'edit' && <HolderDialog holder={holder} onClose={close} />}
      {holder && open === 'remove' && (
        <RemoveHolder
          holder={holder}
          onClose={close}
          onRemoved={() => void navigate({ to: '/$locale/holders', params: { locale }, replace: true })}
        />
      )}
    </>
  );
}

function Facts({ holder }: { holder: Holder }): ReactNode {
  const { i18n } = useLingui();
  const none = <span className={styles.quiet}>–</span>;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{i18n.t({ id: 'holders.personnel-number', message: 'Personnel number' })}</dt>
        <dd className="tabular">{holder.personnelNumber ?? none}</dd>
      </div>
      <div>
        <dt>{i18n.t({ id: 'holders.email', message: 'E-mail' })}</dt>
        <dd>{holder.email ?? none}</dd>
      </div>
      <div>
        <dt>{i18n.t({ id: 'holders.language', message: 'Language' })}</dt>
        <dd>
          {holder.locale ? (
            <span lang={holder.locale}>{localeNames[holder.locale]}</span>
          ) : (
            i18n.t({ id: 'holders.language.company', message: 'that of the company' })
          )}
        </dd>
      </div>
    </dl>
  );
}

function Numbers({ holderId }: { holderId: string }): ReactNode {
  const { i18n } = useLingui();
  const search = useSearch({ from: '/$locale/signed-in/holders/$holder' });
  const navigate = useNavigate({ from: '/$locale/holders/$holder' });
  const columns = useColumns();
  const { page = 1, size = 50 } = search;
  const held = useQuery(heldLinesQuery(holderId, { page, size }));
  const go = (next: typeof search, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace });
  useLastPage({ page, size, total: held.isPlaceholderData ? undefined : held.data?.total }, (last) =>
    go({ page: last === 1 ? undefined : last }, true),
  );
  const title = i18n.t({ id: 'holders.numbers', message: 'Numbers, today and before' });
  return (
    <div className={styles.section}>
      <h2>{title}</h2>
      <DataTable<HeldLines['lines'][number]>
        name={title}
        columns={columns}
        rows={held.data?.lines}
        rowKey={({ assignmentId }) => assignmentId}
        empty={
          <EmptyState title={i18n.t({ id: 'holders.numbers.none', message: 'No number yet' })}>
            {i18n.t({
              id: 'holders.numbers.none.hint',
              message: 'Choose numbers in your fleet, then “Assign a user”.',
            })}
          </EmptyState>
        }
        error={held.error}
        onRetry={() => void held.refetch()}
        busy={held.isPlaceholderData}
        skeletonRows={3}
      />
      {(held.data?.total ?? 0) > 25 && (
        <Pages
          page={page}
          size={size}
          total={held.data?.total}
          onPage={(chosen) => go({ page: chosen === 1 ? undefined : chosen })}
          onSize={(chosen) => go({ size: chosen === 50 ? undefined : chosen, page: undefined })}
        />
      )}
    </div>
  );
}

function useColumns(): Column<HeldLines['lines'][number]>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  const phases = {
    current: i18n.t({ id: 'holders.phase.current', message: 'Today' }),
    planned: i18n.t({ id: 'holders.phase.planned', message: 'Planned' }),
    ended: i18n.t({ id: 'holders.phase.ended', message: 'Before' }),
  };
  return [
    {
      key: 'number',
      name: i18n.t({ id: 'fleet.column.number', message: 'Number' }),
      cell: ({ lineId, msisdn }) => (
        <Link to="/$locale/fleet/$line" params={{ locale, line: lineId }} className="link tabular">
          {showMsisdn(msisdn)}
        </Link>
      ),
      width: 200,
      sticky: true,
      card: 'title',
    },
    {
      key: 'phase',
      name: i18n.t({ id: 'holders.phase', message: 'When' }),
      cell: ({ phase }) => phases[phase],
      width: 140,
      card: 'corner',
    },
    {
      key: 'from',
      name: i18n.t({ id: 'holders.first-day', message: 'From' }),
      cell: ({ from }) => <DateTime at={from} />,
      width: 160,
    },
    {
      key: 'until',
      name: i18n.t({ id: 'holders.last-day', message: 'Last day' }),
      cell: ({ until }) => (until ? <DateTime at={until} /> : <span className={styles.quiet}>–</span>),
    },
  ];
}
