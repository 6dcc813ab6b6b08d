import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../kit/error-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { DayFilters, MomentFilters } from './day-filters.tsx';
import { useFilterWords } from './filter-words.ts';
import { type FleetSearch, filterNames, filterOf, withFilter } from './fleet-search.ts';
import styles from './fleet.module.css';
import { facetsQuery } from './queries.ts';

type Props = { search: FleetSearch; onSearch: (search: FleetSearch) => void };

/** All that the list can be narrowed by, with how many numbers each value would show. */
export function Facets({ search, onSearch }: Props): ReactNode {
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
