import { useLingui } from '@lingui/react';
import { useQueries } from '@tanstack/react-query';
import type { LineStatus, Product } from '../../../server/fleet/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import type { FilterName, FleetSearch } from './fleet-search.ts';
import { useLineStatusName } from './line-status-icon.tsx';
import { useProductName } from './product-icon.tsx';
import { holderNameQuery } from './queries.ts';

/** How filters and their values are called. */
export function useFilterWords(search: FleetSearch) {
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
