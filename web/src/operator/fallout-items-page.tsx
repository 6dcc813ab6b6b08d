import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FalloutItem } from '../../../server/fallout/contract.ts';
import { DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages } from '../kit/pages.tsx';
import { useCauseName } from './cause-name.ts';
import { useFalloutColumns } from './fallout-columns.tsx';
import { FalloutTools } from './fallout-tools.tsx';
import styles from './operator.module.css';
import { falloutItemsQuery } from './queries.ts';

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
  const title = useCauseName()(code);
  const go = (next: object) => void navigate({ search: (before) => ({ ...before, ...next }) });
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
        <FalloutTools
          search={search ?? ''}
          company={company}
          companies={list.data?.organisations ?? []}
          onSearch={(text) => go({ search: text || undefined, page: undefined })}
          onCompany={(id) => go({ company: id, page: undefined })}
        />
        <DataTable<FalloutItem>
          name={title}
          columns={columns}
          rows={list.data?.items}
          rowKey={(item) => item.id}
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
    </>
  );
}
