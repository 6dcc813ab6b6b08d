import { useLingui } from '@lingui/react';
import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LineFacets } from '../../../server/fleet/contract.ts';
import type { FilterChip } from '../kit/filter-chips.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { type FleetSearch, type RangeName, rangeNames } from './fleet-search.ts';
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

/** The same, where they are at work, as chips. */
export function useDayChips(search: FleetSearch, onSearch: Props['onSearch']): FilterChip[] {
  const { i18n } = useLingui();
  const names = useRangeNames();
  const words = useMomentWords();
  const without = (more: FleetSearch) => () => onSearch({ ...search, ...more, page: undefined });
  const moments = momentNames.flatMap((name) =>
    search[name] === undefined
      ? []
      : [
          {
            key: name,
            name: i18n.t({ id: 'fleet.moment', message: 'At this moment' }),
            value: words(name, search[name]),
            onRemove: without({ [name]: undefined }),
          },
        ],
  );
  const ranges = rangeNames.flatMap((name) => {
    const [from, to] = [search[`${name}From`], search[`${name}To`]];
    if (from === undefined && to === undefined) return [];
    const values = { from: shownDay(from), to: shownDay(to) };
    const value =
      from === undefined
        ? i18n.t({ id: 'fleet.day.until', message: 'until {to}', values })
        : to === undefined
          ? i18n.t({ id: 'fleet.day.since', message: 'from {from}', values })
          : i18n.t({ id: 'fleet.day.range', message: '{from} to {to}', values });
    const onRemove = without({ [`${name}From`]: undefined, [`${name}To`]: undefined });
    return [{ key: name, name: names[name], value, onRemove }];
  });
  return [...moments, ...ranges];
}

const momentNames = ['underWay', 'suspendedOver', 'optionEndsIn'] as const;
/** What the panel offers; an address may say other numbers of days. */
const usual = { underWay: 'yes', suspendedOver: 90, optionEndsIn: 7 } as const;

function useMomentWords(): (name: (typeof momentNames)[number], value: number | string) => string {
  const { i18n } = useLingui();
  return (name, value) => {
    if (name === 'underWay') return i18n.t({ id: 'fleet.moment.under-way', message: 'Change under way' });
    const values = { days: value };
    return name === 'suspendedOver'
      ? i18n.t({
          id: 'fleet.moment.suspended',
          message:
            '{days, plural, one {Suspended for more than # day} other {Suspended for more than # days}}',
          values,
        })
      : i18n.t({
          id: 'fleet.moment.ends',
          message: '{days, plural, one {Option ends within # day} other {Option ends within # days}}',
          values,
        });
  };
}

function useRangeNames(): Record<RangeName, string> {
  const { i18n } = useLingui();
  return {
    activated: i18n.t({ id: 'fleet.range.activated', message: 'In the fleet since' }),
    suspended: i18n.t({ id: 'fleet.range.suspended', message: 'Suspended since' }),
    optionEnds: i18n.t({ id: 'fleet.range.option-ends', message: 'Option ends' }),
  };
}

/** 2026-12-01 as the pages write days: 01/12/2026. */
function shownDay(day: string | undefined): string {
  return (day ?? '').split('-').toReversed().join('/');
}
