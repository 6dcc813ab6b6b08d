/** What an order row tells of its pace. */
export type PaceFacts = {
  pace_from: Date | null;
  pace_ended: number | null;
  item_count: number;
  completed_count: number;
  failed_count: number;
  cancelled_count: number;
};

export type Pace = { rate: number | null; secondsLeft: number | null };

/** Nothing can be said of it. */
export const noPace: Pace = { rate: null, secondsLeft: null };

/** Before that a first result or two say nothing. */
const shortest = 2;

/**
 * How many numbers a second an order gets done now, and how long the rest takes at that rate. Counted from what is stored, so every
 * process says the same; an order that stands still is told ever slower.
 */
export function paceOf(order: PaceFacts, now: Date): Pace {
  if (!order.pace_from || order.pace_ended === null) return noPace;
  const seconds = (now.getTime() - order.pace_from.getTime()) / 1000;
  const ended = order.completed_count + order.failed_count;
  if (seconds < shortest || ended <= order.pace_ended) return noPace;
  const rate = (ended - order.pace_ended) / seconds;
  const left = order.item_count - ended - order.cancelled_count;
  return { rate: Number(rate.toPrecision(3)), secondsLeft: Math.ceil(left / rate) };
}
