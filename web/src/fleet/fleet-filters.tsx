import { useLingui } from '@lingui/react';
import { Button, Checkbox } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { IconFilter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { LineStatus, Product } from '../../../server/fleet/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { FilterChips } from '../kit/filter-chips.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { DayFilters, MomentFilters, useDayChips } from './day-filters.tsx';
import {
  type FilterName,
  filterCount,
  type FleetSearch,
  filterNames,
  filterOf,
  withFilter,
  withoutFilters,
} from './fleet-search.ts';
import styles from './fleet.module.css';
import { useLineStatusName } from './line-status-icon.tsx';
import { useProductName } from './product-icon.tsx';
import { usePastedWords } from './pasted-list.tsx';
import { facetsQuery, holderNameQuery, pastedListQuery } from './queries.ts';

type Props = { search: FleetSearch; onSearch: (search: FleetSearch) => void };

/** Filtrer: a panel with every value that occurs under the rest of the filter and how many numbers have it. */
export function FilterButton({ search, onSearch }: Props): ReactNode {
  const { i18n } = useLingui();
  const [open, setOpen] = useState(false);
  const active = filterCount(search);
  const name = i18n.t({ id: 'fleet.filter', message: 'Filter' });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFilter aria-hidden size={17} />}
        onClick={() => setOpen(true)}
      >
        {active > 0 ? `${name} (${active})` : name}
      </Button>
      {open && (
        <Dialog
          place="end"
          title={name}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button variant="default" onClick={() => onSearch(withoutFilters(search))}>
                {i18n.t({ id: 'kit.filters.clear', message: 'Clear all filters' })}
              </Button>
              <Button onClick={() => setOpen(false)}>
                {i18n.t({ id: 'fleet.filter.show', message: 'Show the numbers' })}
              </Button>
            </>
          }
        >
          <Facets search={search} onSearch={onSearch} />
        </Dialog>
      )}
    </>
  );
}

/** The filters at work, each removable. */
export function ActiveFilters({ search, onSearch }: Props): ReactNode {
  const words = useFilterWords(search);
  const pasted = usePastedWords();
  const list = useQuery({ ...pastedListQuery(search.list ?? ''), enabled: search.list !== undefined });
  const dayChips = useDayChips(search, onSearch);
  const listChip = {
    key: 'list',
    name: pasted.name,
    value: pasted.value(list.data),
    onRemove: () => onSearch({ ...search, list: undefined, page: undefined }),
  };
  const chips = filterNames.flatMap((name) =>
    (search[name] ?? []).map((value) => ({
      key: `${name} ${value}`,
      name: words.name(name),
      value: words.value(name, value),
      onRemove: () => onSearch(withFilter(search, name, value, false)),
    })),
  );
  return (
    <FilterChips
      chips={[...(search.list ? [listChip] : []), ...chips, ...dayChips]}
      onClear={() => onSearch(withoutFilters(search))}
    />
  );
}

function Facets({ search, onSearch }: Props): ReactNode {
  const locale = useLocale();
  const words = useFilterWords(search);
  const { data, error, refetch } = useQuery(facetsQuery(filterOf(search)));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const facets = filterNames.map((name) => {
    const counted = data?.[name] ?? [];
    const chosen: string[] = search[name] ?? [];
    const gone = chosen
      .filter((value) => !counted.some((facet) => facet.value === value))
      .map((value) => ({ value, count: 0 }));
    if (data && counted.length + gone.length === 0) return null;
    return (
      <fieldset key={name} className={styles.facet}>
        <legend>{words.name(name)}</legend>
        {[...counted, ...gone].map(({ value, count }) => (
          <div key={value} className={styles.value}>
            <Checkbox
              label={words.value(name, value)}
              checked={chosen.includes(value)}
              onChange={(event) => onSearch(withFilter(search, name, value, event.currentTarget.checked))}
            />
            <span className={styles.count}>{formatNumber(locale, count)}</span>
          </div>
        ))}
      </fieldset>
    );
  });
  return (
    <>
      <MomentFilters search={search} onSearch={onSearch} facets={data} />
      {facets}
      <DayFilters search={search} onSearch={onSearch} />
    </>
  );
}

function useFilterWords(search: FleetSearch) {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const statusName = useLineStatusName();
  const productName = useProductName();
  const holderNames = useHolderNames(search.holder ?? []);
  const filters: Record<FilterName, string> = {
    plan: i18n.t({ id: 'fleet.column.plan', message: 'Tariff plan' }),
    status: i18n.t({ id: 'fleet.column.status', message: 'Status' }),
    option: i18n.t({ id: 'fleet.filter.option', message: 'Active option' }),
    account: i18n.t({ id: 'fleet.column.account', message: 'Customer no.' }),
    product: i18n.t({ id: 'fleet.column.product', message: 'Product' }),
    costCentre: i18n.t({ id: 'fleet.column.cost-centre', message: 'Cost centre' }),
    holder: i18n.t({ id: 'fleet.line.holder', message: 'User' }),
  };
  return {
    name: (name: FilterName) => filters[name],
    value: (name: FilterName, value: string): string => {
      if (name === 'plan') return names.planName(value);
      if (name === 'option') return names.optionName(value);
      if (name === 'costCentre')
        return value || i18n.t({ id: 'fleet.filter.no-cost-centre', message: 'Without cost centre' });
      if (name === 'holder')
        return value === 'none'
          ? i18n.t({ id: 'fleet.filter.no-holder', message: 'Without user' })
          : (holderNames.get(value) ?? '…');
      if (name === 'status') return statusName(value as LineStatus);
      return name === 'product' ? productName(value as Product) : value;
    },
  };
}

/** By id, the names of these users; of one who may not be seen, none. */
function useHolderNames(holders: string[]): Map<string, string> {
  const ids = holders.filter((id) => id !== 'none');
  const found = useQueries({ queries: ids.map(holderNameQuery) });
  return new Map(ids.flatMap((id, at) => (found[at]?.data ? [[id, found[at].data]] : [])));
}
