import { useLingui } from '@lingui/react';
import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LineFacets } from '../../../server/finding/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { momentNames, useMomentWords, useRangeNames, usual } from './day-chips.ts';
import { type FleetSearch, rangeNames } from './fleet-search.ts';
import styles from './fleet.module.css';

type Props = { search: FleetSearch; onSearch: (search: FleetSearch) => void };

/** What a fleet manager looks for again and again, a tick each, with how many numbers it would show. */
export function MomentFilters({
  search,
  onSearch,
  facets,
}: Props & { facets: LineFacets | undefined }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const words = useMomentWords();
  const counts = {
    underWay: facets?.underWay,
    suspendedOver: facets?.suspendedOver90,
    optionEndsIn: facets?.optionEndsIn7,
  };
  return (
    <fieldset className={styles.facet}>
      <legend>{i18n.t({ id: 'fleet.moment', message: 'At this moment' })}</legend>
      {momentNames.map((name) => {
        const value = search[name] ?? usual[name];
        const count = counts[name];
        return (
          <div key={name} className={styles.value}>
            <Checkbox
              label={words(name, value)}
              checked={search[name] !== undefined}
              onChange={({ currentTarget }) =>
                onSearch({
                  ...search,
                  [name]: currentTarget.checked ? usual[name] : undefined,
                  page: undefined,
                })
              }
            />
            {count !== undefined && value === usual[name] && (
              <span className={styles.count}>{formatNumber(locale, count)}</span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** Ranges of days, of which either end may stay open. */
export function DayFilters({ search, onSearch }: Props): ReactNode {
  const { i18n } = useLingui();
  const names = useRangeNames();
  return rangeNames.map((name) => (
    <fieldset key={name} className={styles.facet}>
      <legend>{names[name]}</legend>
      <div className={styles.range}>
        {([`${name}From`, `${name}To`] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={
              end.endsWith('From')
                ? i18n.t({ id: 'fleet.day.from', message: 'From' })
                : i18n.t({ id: 'fleet.day.to', message: 'Until' })
            }
            min="1990-01-01"
            max="2099-12-31"
            value={search[end] ?? ''}
            onChange={({ currentTarget }) =>
              onSearch({ ...search, [end]: currentTarget.value || undefined, page: undefined })
            }
          />
        ))}
      </div>
    </fieldset>
  ));
}
