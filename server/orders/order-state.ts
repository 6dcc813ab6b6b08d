import type { OrderState } from './contract.ts';

/** How many items of an order are in each state; planned ones of an order of which others wait or have begun count as waiting. `begun`: something of it was sent to the network at some time. */
export type ItemCounts = {
  /** Absent: none. */
  planned?: number;
  waiting: number;
  inProgress: number;
  completed: number;
  failed: number;
  cancelled: number;
  begun: boolean;
};

/** The state of an order as its items make it (TMF622: the state of a ProductOrder follows from its items'). */
export function stateOf(counts: ItemCounts): OrderState {
  const { planned = 0, waiting, inProgress, completed, failed, cancelled } = counts;
  const ended = completed + failed + cancelled;
  if (planned > 0 && waiting + inProgress + completed + failed === 0 && !counts.begun) return 'planned';
  if (planned + waiting + inProgress > 0) {
    return inProgress > 0 || ended > 0 || counts.begun ? 'inProgress' : 'acknowledged';
  }
  if (completed === ended) return 'completed';
  if (completed > 0) return 'partial';
  return failed > 0 ? 'failed' : 'cancelled';
}

/**
 * Where an order may go from each state. An ended one goes on only when its failed items are sent again, or when the operator's
 * staff complete or cancel them; what is done or cancelled as a whole stays so. A short order may begin and end between two looks at it.
 */
export const orderMoves: Record<OrderState, readonly OrderState[]> = {
  planned: ['acknowledged', 'inProgress', 'completed', 'partial', 'failed', 'cancelled'],
  acknowledged: ['inProgress', 'completed', 'partial', 'failed', 'cancelled'],
  inProgress: ['completed', 'partial', 'failed', 'cancelled'],
  completed: [],
  partial: ['inProgress', 'completed'],
  failed: ['inProgress', 'completed', 'partial', 'cancelled'],
  // An end that was dropped, because the addition failed, is planned again when that is made after all.
  cancelled: ['planned'],
};

const untouched: OrderState[] = ['planned', 'acknowledged', 'cancelled'];

/** The next state, or null when it stays. A move that is not in the table is a defect. */
export function moveOf(present: OrderState, counts: ItemCounts): OrderState | null {
  const isWaiting = present !== 'planned' && present !== 'cancelled';
  const split = isWaiting ? { planned: 0, waiting: (counts.planned ?? 0) + counts.waiting } : {};
  const next = stateOf({ ...counts, ...split, begun: counts.begun || !untouched.includes(present) });
  if (next === present) return null;
  if (!orderMoves[present].includes(next)) throw new Error(`an order cannot go from ${present} to ${next}`);
  return next;
}

/** Nothing of the order is under way any more. */
export function hasEnded(state: OrderState): boolean {
  return state !== 'planned' && state !== 'acknowledged' && state !== 'inProgress';
}
