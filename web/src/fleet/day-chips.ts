import { useLingui } from '@lingui/react';
import type { FilterChip } from '../kit/filter-chips.tsx';
import { type FleetSearch, type RangeName, rangeNames } from './fleet-search.ts';

/** Ranges of days and what is asked of the moment, where they are at work, as chips. */
export function useDayChips(search: FleetSearch, onSearch: (search: FleetSearch) => void): FilterChip[] {
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

/** What is asked of the moment. */
export const momentNames = ['underWay', 'suspendedOver', 'optionEndsIn'] as const;
/** What the panel offers; an address may say other numbers of days. */
export const usual = { underWay: 'yes', suspendedOver: 90, optionEndsIn: 7 } as const;

/** How each is called, by its number of days. */
export function useMomentWords(): (name: (typeof momentNames)[number], value: number | string) => string {
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

/** How the ranges are called. */
export function useRangeNames(): Record<RangeName, string> {
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
