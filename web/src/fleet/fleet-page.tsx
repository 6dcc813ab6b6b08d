import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFileImport } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { LineRow } from '../../../server/fleet/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { BulkBar } from '../kit/bulk-bar.tsx';
import { DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { formatNumber } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { PageRange, Pages, useLastPage } from '../kit/pages.tsx';
import { useMixedSelection, useReadOnlyReason } from '../sign-in/may-change.ts';
import { type AssigningProps, assigningActs, BulkAssign, useKeptWork } from './bulk-assign.tsx';
import { BulkMove, type MovingProps, moves } from './bulk-move.tsx';
import { useChosen } from './chosen-store.ts';
import { ColumnsButton } from './columns-button.tsx';
import { ExportMenu, type ExportMenuProps } from './export-menu.tsx';
import { ActiveFilters, FilterButton } from './fleet-filters.tsx';
import { type FleetSearch, filterOf, listOf } from './fleet-search.ts';
import { FleetSearchBox } from './fleet-search-box.tsx';
import styles from './fleet.module.css';
import { GroupChoice } from './group-choice.tsx';
import { isFoundBySim, useLineColumns } from './line-columns.tsx';
import { useColumnWidth } from './arrange-list.ts';
import { arranged, useListLayout } from './list-layout.ts';
import { useMisfitSentence } from './misfit-sentence.ts';
import { NothingFound } from './nothing-found.tsx';
import { PasteState, usePasteList } from './pasted-list.tsx';
import { groupsQuery, lineListQuery } from './queries.ts';
import {
  choose,
  chooseAll,
  chosenCount,
  fittingCount,
  isChosen,
  leaveOut,
  misfitOf,
  nothingChosen,
  selectionOf,
} from './selection.ts';
import { ViewsMenu, type ViewsMenuProps } from './views-menu.tsx';

export type SeveralDialog = (props: {
  selection: NonNullable<ReturnType<typeof selectionOf>>;
  onLeaveOut: (lineId: string) => void;
  onClose: () => void;
}) => ReactNode;

const MissingEntries = lazy(async () => ({
  default: (await import('./missing-entries.tsx')).MissingEntries,
}));
const FleetGroups = lazy(async () => ({ default: (await import('./fleet-groups.tsx')).FleetGroups }));

/** The list of all numbers: find, narrow, choose, export, and change what is chosen. */
export function FleetPage({
  several: Several,
  assigning: Assigning,
  moving: Moving,
  exporting: Exporting,
  scheduling,
}: {
  several: ReturnType<typeof lazy<SeveralDialog>>;
  assigning: ReturnType<typeof lazy<(props: AssigningProps) => ReactNode>>;
  moving: ReturnType<typeof lazy<(props: MovingProps) => ReactNode>>;
  exporting: ExportMenuProps['underWay'];
  scheduling: ViewsMenuProps['scheduling'];
}): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const params = useParams({ from: '/$locale/signed-in' });
  const search = useSearch({ from: '/$locale/signed-in/fleet/' });
  const navigate = useNavigate({ from: '/$locale/fleet' });
  const readOnly = useReadOnlyReason();
  const [chosen, setChosen] = useChosen();
  const mixed = useMixedSelection();
  const asked = listOf(search);
  const list = useQuery(lineListQuery(asked));
  const { layout, isKnown } = useListLayout();
  const setWidth = useColumnWidth(layout);
  const allColumns = useLineColumns(search.search);
  const isBySim = list.data?.lines.some((line) => isFoundBySim(line, search.search ?? ''));
  const columns = arranged(allColumns, layout, isBySim ? 'sim' : null);
  const filter = filterOf(search);
  const groups = useQuery({ ...groupsQuery(filter), enabled: chosen.how !== 'none' });
  const misfit = useMisfitSentence();
  const change = (next: Partial<FleetSearch>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace });
  const showView = (view: FleetSearch) => void navigate({ search: { size: search.size, ...view } });
  const paste = usePasteList(
    (list) =>
      void navigate({ search: { list, sort: search.sort, direction: search.direction, size: search.size } }),
  );
  const count = chosenCount(chosen);
  const fitting = chosen.how === 'none' ? 0 : fittingCount(groups.data?.groups ?? [], chosen.fit);
  const selection = selectionOf(chosen);
  const total = list.data?.total;
  useLastPage({ ...asked, total: list.isPlaceholderData ? undefined : total }, (page) =>
    change({ page: page === 1 ? undefined : page }, true),
  );
  const onlyOne = chosen.how === 'some' && chosen.lineIds.length === 1 ? chosen.lineIds[0] : undefined;
  const opened = readOnly === null && selection ? search.change : undefined;
  const act = assigningActs.find((each) => each === opened) ?? null;
  const move = moves.find((each) => each === opened);
  const [isAssigning, setAssigning] = useKeptWork();
  const modify = () => {
    if (onlyOne) void navigate({ to: '/$locale/fleet/$line/options', params: { ...params, line: onlyOne } });
    else change({ change: 'options' });
  };
  return (
    <>
      <PageHeader
        title={i18n.t({ id: 'fleet.title', message: 'Manage my numbers' })}
        freshness={
          <>
            {i18n.t({ id: 'fleet.synced', message: 'Last update:' })}{' '}
            {list.data?.syncedAt ? <DateTime at={list.data.syncedAt} /> : '–'}
          </>
        }
        actions={
          readOnly === null && (
            <Button
              variant="default"
              leftSection={<IconFileImport aria-hidden size={17} />}
              renderRoot={(props) => <Link to="/$locale/fleet/import" params={{ locale }} {...props} />}
            >
              {i18n.t({ id: 'fleet.import', message: 'From a file' })}
            </Button>
          )
        }
      />
      <div className={styles.list}>
        <div className={styles.tools}>
          <FleetSearchBox
            value={search.search ?? ''}
            onSearch={(text) => change({ search: text || undefined, page: undefined }, true)}
            onPasteList={paste.mutate}
          />
          <FilterButton search={search} onSearch={(next) => change(next)} />
          <ViewsMenu search={search} onSearch={showView} scheduling={scheduling} />
          <GroupChoice search={search} onSearch={(next) => change(next)} />
          <ColumnsButton columns={allColumns} />
          <ExportMenu list={asked} selection={selection} count={count} total={total} underWay={Exporting} />
        </div>
        <PasteState paste={paste} />
        <ActiveFilters search={search} onSearch={(next) => change(next)} />
        {search.list && (
          <Suspense>
            <MissingEntries listId={search.list} />
          </Suspense>
        )}
        {(isAssigning || act) && (
          <Suspense>
            <Assigning
              act={act}
              selection={selection}
              count={count}
              onClose={() => {
                setAssigning(true);
                change({ change: undefined }, true);
              }}
            />
          </Suspense>
        )}
        {search.group ? (
          <Suspense>
            <FleetGroups search={search} by={search.group} />
          </Suspense>
        ) : (
          <>
            <div className={styles.bar}>
              <p role="status" className={styles.chosen}>
                {chosenSentence(count)}
              </p>
              <PageRange page={asked.page} size={asked.size} total={total} />
            </div>
            <DataTable<LineRow>
              name={i18n.t({ id: 'fleet.numbers', message: 'Numbers' })}
              columns={columns}
              rows={isKnown ? list.data?.lines : undefined}
              density={layout.density}
              onWidth={setWidth}
              rowKey={(line) => line.id}
              sort={{ by: asked.sort, descending: asked.direction === 'desc' }}
              onSort={({ by, descending }) =>
                change({
                  sort: by as FleetSearch['sort'],
                  direction: descending ? 'desc' : undefined,
                  page: undefined,
                })
              }
              selection={{
                isSelected: (line) => isChosen(chosen, line),
                reasonAgainst: (line) => misfit(misfitOf(chosen, line)),
                rowName: (line) =>
                  i18n.t({
                    id: 'fleet.choose',
                    message: 'Choose {number}',
                    values: { number: `${showMsisdn(line.msisdn)} ${line.holderName}`.trim() },
                  }),
                onChange: (lines, wanted) => setChosen(choose(chosen, lines, wanted, mixed)),
              }}
              empty={<NothingFound search={search} onClear={() => void navigate({ search: {} })} />}
              error={list.error}
              onRetry={() => void list.refetch()}
              busy={list.isPlaceholderData}
              skeletonRows={12}
            />
            <Pages
              page={asked.page}
              size={asked.size}
              total={total}
              onPage={(page) => change({ page: page === 1 ? undefined : page })}
              onSize={(size) => change({ size: size === 50 ? undefined : size, page: undefined })}
            />
          </>
        )}
      </div>
      {count > 0 && (
        <BulkBar
          count={chosenSentence(count)}
          rule={
            chosen.how !== 'none' && chosen.fit === null
              ? i18n.t({
                  id: 'fleet.rule.mixed',
                  message: 'Each kind of subscription and each status gets changes of its own.',
                })
              : i18n.t({
                  id: 'fleet.rule',
                  message:
                    'Only numbers with the same kind of subscription and the same status can be changed together.',
                })
          }
        >
          {fitting > count && (
            <Button
              variant="default"
              onClick={() => {
                if (chosen.how !== 'none') setChosen(chooseAll(filter, chosen.fit, fitting));
              }}
            >
              {i18n.t({
                id: 'fleet.choose-all',
                message: 'Select all {count} that fit',
                values: { count: formatNumber(locale, fitting) },
              })}
            </Button>
          )}
          <Button variant="default" onClick={() => setChosen(nothingChosen)}>
            {i18n.t({ id: 'fleet.choose-none', message: 'Clear the selection' })}
          </Button>
          {readOnly === null && <BulkAssign onChoose={(wanted) => change({ change: wanted })} />}
          {readOnly === null && chosen.how !== 'none' && (
            <BulkMove status={chosen.fit?.status ?? null} onChoose={(wanted) => change({ change: wanted })} />
          )}
          <GuardedButton reason={readOnly} onClick={modify}>
            {i18n.t({ id: 'fleet.change-options', message: 'Change options' })}
          </GuardedButton>
        </BulkBar>
      )}
      {move && selection && (
        <Suspense>
          <Moving
            move={move}
            selection={selection}
            count={count}
            onClose={() => change({ change: undefined }, true)}
          />
        </Suspense>
      )}
      {search.change === 'options' && selection && readOnly === null && (
        <Suspense>
          <Several
            selection={selection}
            onLeaveOut={(lineId) => {
              const left = leaveOut(chosen, lineId, list.data?.lines);
              setChosen(left);
              if (left.how === 'none') change({ change: undefined }, true);
            }}
            onClose={() => change({ change: undefined }, true)}
          />
        </Suspense>
      )}
    </>
  );

  function chosenSentence(chosenLines: number): string {
    return i18n.t({
      id: 'fleet.chosen',
      message:
        '{count, plural, =0 {No SIM card selected} one {# SIM card selected} other {# SIM cards selected}}',
      values: { count: chosenLines },
    });
  }
}
