import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { FalloutFilter, FalloutItem } from '../../../server/fallout/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages } from '../kit/pages.tsx';
import { useCauseName } from './cause-name.ts';
import { useFalloutColumns } from './fallout-columns.tsx';
import { FalloutTools } from './fallout-tools.tsx';
import styles from './operator.module.css';
import { type Chosen, choose, nothingChosen } from './chosen-items.ts';
import { HandleBar } from './handle-bar.tsx';
import { falloutItemsQuery, type FalloutSearch } from './queries.ts';

/** One group of the fallout: its numbers, to be narrowed by company and search. */
export function FalloutItemsPage(): ReactNode {
  const { i18n } = useLingui();
  const from = '/$locale/signed-in/operator/fallout/$element/$code';
  const { locale, element, code } = useParams({ from });
  const { company, search, page = 1, size = 50 } = useSearch({ from });
  const navigate = useNavigate({ from: '/$locale/operator/fallout/$element/$code' });
  const filter = { element, code, organisationId: company, search };
  const list = useQuery(falloutItemsQuery({ ...filter, page, size }));
  const columns = useFalloutColumns();
  const [chosen, setChosen] = useState<Chosen>(nothingChosen);
  const [handled, setHandled] = useState<string | null>(null);
  const total = list.data?.total ?? 0;
  const count = chosen.how === 'all' ? chosen.count : chosen.itemIds.length;
  const title = useCauseName()(code);
  const go = (next: object) => void navigate({ search: (before) => ({ ...before, ...next }) });
  const narrow = (next: object) => {
    // what was chosen is what was seen: another filter begins anew
    setChosen(nothingChosen);
    go({ ...next, page: undefined });
  };
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link className="link" to="/$locale/operator/fallout" params={{ locale }}>
            {i18n.t({ id: 'fallout.all', message: 'All of the fallout' })}
          </Link>
        }
        freshness={i18n.t({
          id: 'fallout.on-element',
          message: 'Network element: {element}',
          values: { element },
        })}
      />
      <div className={styles.list}>
        {handled && (
          <Notice kind="good" announce>
            {handled}
          </Notice>
        )}
        <FalloutTools
          search={search ?? ''}
          company={company}
          companies={list.data?.organisations ?? []}
          onSearch={(text) => narrow({ search: text || undefined })}
          onCompany={(id) => narrow({ company: id })}
        />
        <DataTable<FalloutItem>
          name={title}
          columns={columns}
          rows={list.data?.items}
          rowKey={(item) => item.id}
          selection={{
            isSelected: (item) => chosen.how === 'all' || chosen.itemIds.includes(item.id),
            reasonAgainst: () => null,
            rowName: (item) =>
              i18n.t({
                id: 'fallout.choose',
                message: 'Choose {number}',
                values: { number: `${showMsisdn(item.msisdn)} ${item.order.number}` },
              }),
            onChange: (items, wanted) => {
              setHandled(null);
              setChosen(choose(chosen, list.data?.items ?? [], items, wanted));
            },
          }}
          empty={
            <EmptyState title={i18n.t({ id: 'fallout.nothing', message: 'Nothing waits here' })}>
              {i18n.t({
                id: 'fallout.nothing.hint',
                message: 'It was handled, by a colleague or by the customer, or the filter leaves nothing.',
              })}
            </EmptyState>
          }
          error={list.error}
          onRetry={() => void list.refetch()}
          busy={list.isPlaceholderData}
        />
        <Pages
          page={page}
          size={size}
          total={list.data?.total}
          onPage={(chosen) => go({ page: chosen === 1 ? undefined : chosen })}
          onSize={(chosen) => go({ size: chosen === 50 ? undefined : chosen, page: undefined })}
        />
      </div>
      {count > 0 && (
        <HandleBar
          count={count}
          more={chosen.how === 'all' || total <= count ? null : total}
          selection={
            chosen.how === 'all'
              ? { filter: withoutNothing(filter), until: chosen.until }
              : { itemIds: chosen.itemIds }
          }
          onAll={() => setChosen({ how: 'all', count: total, until: list.data?.asOf ?? '' })}
          onNone={() => setChosen(nothingChosen)}
          onHandled={(sentence) => {
            setChosen(nothingChosen);
            setHandled(sentence);
          }}
        />
      )}
    </>
  );
}

/** The filter as the server takes it: what does not narrow is not in it. */
function withoutNothing({ code, element, organisationId, search }: FalloutSearch): FalloutFilter {
  return { code, element, ...(organisationId ? { organisationId } : {}), ...(search ? { search } : {}) };
}
