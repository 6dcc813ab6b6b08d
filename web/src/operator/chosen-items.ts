import type { FalloutItem } from '../../../server/fallout/contract.ts';

/** The items chosen in a group: one by one, or all that fit its filter and had failed by then. */
export type Chosen = { how: 'some'; itemIds: string[] } | { how: 'all'; count: number; until: string };

export const nothingChosen: Chosen = { how: 'some', itemIds: [] };

/** A request takes so many at most; above, all that fit are chosen by the filter. */
const most = 1000;

/** Chooses items or lets them go; letting one go of all that fit leaves those of the page that is shown. */
export function choose(chosen: Chosen, shown: FalloutItem[], items: FalloutItem[], wanted: boolean): Chosen {
  const before = chosen.how === 'all' ? shown.map(({ id }) => id) : chosen.itemIds;
  const ids = items.map(({ id }) => id);
  const itemIds = wanted ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id));
  return { how: 'some', itemIds: itemIds.slice(0, most) };
}
