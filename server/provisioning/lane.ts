/**
 * Small changes and large orders go to the network side by side, each with items in hand, claims and results of its own, so that
 * nothing of a small one waits for a large one but the calls that are under way.
 */
export const lanes = ['small', 'large'] as const;
export type Lane = (typeof lanes)[number];

/** As in `order_item.lane`. */
export function laneNumber(lane: Lane): number {
  return lanes.indexOf(lane);
}
