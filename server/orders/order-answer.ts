import { z } from 'zod';
import type { Catalogue } from '../catalogue/contract.ts';
import type { Call, Locale, Person } from '../platform/call.ts';
import { texts } from '../platform/texts.ts';
import { changeSchema, startsSchema } from '../quotes/contract.ts';
import { itemAction, totals, totalsOfSums, actionAnswer, reasonSentence } from '../quotes/quotes.ts';
import {
  type LineHistory,
  type Order,
  type OrderGroup,
  orderGroupSchema,
  type OrderItem,
  orderStateSchema,
} from './contract.ts';
import { mayHaveBeenMade } from '../provisioning/contract.ts';
import { oneCorrection } from './correction.ts';
import { failureSentence, type KeptFailure, keptFailure } from './failure.ts';
import type { ByOperator, HistoryRow, ItemRow } from './item-list.ts';
import type { SeenOrder } from './order-list.ts';
import { hasEnded } from './order-state.ts';
import { noPace, paceOf } from './pace.ts';

/** An order as the person sees it; what he may do with it follows from his role and from what is left. */
export function orderAnswer({ actor, now }: Call<Person>, row: SeenOrder): Order {
  const kept = totals.parse(row.totals);
  const money = row.part ? totalsOfSums(row.part, kept.vatRate) : kept;
  const ended = row.completed_count + row.failed_count + row.cancelled_count;
  const planned = row.planned_count;
  const waiting = Math.max(0, row.item_count - ended - row.in_progress_count - planned);
  const stopping = Math.min(row.stopping_count, waiting + planned);
  const mayChange = actor.role === 'manager' && row.operator_act === null;
  const pausedAt = waiting > 0 ? row.paused_at : null;
  const pace =
    row.state === 'inProgress' && !pausedAt && !row.part && stopping === 0 ? paceOf(row, now) : noPace;
  return {
    id: row.id,
    number: row.number,
    operatorAct: row.operator_act,
    state: row.state,
    requestedBy: row.requested_by_name,
    requestedAt: row.requested_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    starts: startsSchema.parse(row.starts ?? { kind: 'now' }),
    startsAt: row.starts_at?.toISOString() ?? null,
    endedBy: linkedOrder.parse(row.ended_by),
    ends: linkedOrder.parse(row.ends),
    undoes: linkedOrder.parse(row.undoes),
    undoneBy: linkedOrder.parse(row.undone_by),
    change: changeSchema.parse(row.change),
    groups: groupsOf(row),
    itemCount: row.item_count,
    plannedCount: planned,
    waitingCount: waiting,
    stoppingCount: stopping,
    movingCount: Math.min(row.moving_count, planned),
    inProgressCount: row.in_progress_count,
    acceptedCount: row.accepted_count,
    completedCount: row.completed_count,
    failedCount: row.failed_count,
    cancelledCount: row.cancelled_count,
    now: money.now,
    proRata: money.proRata,
    monthly: money.monthly,
    vatRate: kept.vatRate,
    pricedCount: row.part?.numbers ?? kept.numbers ?? row.item_count,
    pausedAt: pausedAt?.toISOString() ?? null,
    pausedBy: pausedAt && row.paused_by_name,
    ...pace,
    mayRetry: mayChange && row.failed_count > 0,
    mayCancel: mayChange && waiting + planned + row.accepted_count > stopping,
    mayPause: mayChange && !row.part && !pausedAt && waiting > stopping,
    mayResume: mayChange && !row.part && pausedAt !== null,
    mayUndo: mayChange && hasEnded(row.state) && row.completed_count > 0,
    mayMove: mayChange && row.state === 'planned' && stopping === 0,
  };
}

const linkedOrder = z
  .object({
    id: z.string(),
    number: z.int(),
    state: orderStateSchema,
    startsAt: z.coerce
      .date()
      .nullable()
      .transform((at) => at?.toISOString() ?? null),
  })
  .nullable();

/** What was asked of each group; null: of one, or what colleagues asked of numbers out of his sight is not for him. */
export function groupsOf({ part, groups }: Pick<SeenOrder, 'part' | 'groups'>): OrderGroup[] | null {
  return part ? null : z.array(orderGroupSchema).nullable().parse(groups);
}

/** When an order that one of them ends, or that ends it, begins, in milliseconds; null: there is none, or it began at once. */
export function startOfLinked(linked: unknown): number | null {
  const at = linkedOrder.parse(linked)?.startsAt;
  return at ? new Date(at).getTime() : null;
}

const keptActions = z.array(itemAction).transform(oneCorrection);

/** One number of an order. The setback of one that is still tried again is not told as its failure. */
export function itemAnswer(call: Call<Person>, catalogue: Catalogue, row: ItemRow): OrderItem {
  return {
    id: row.id,
    lineId: row.line_id,
    msisdn: row.msisdn,
    billingAccountNumber: row.billing_account_number,
    state: row.state,
    atNetwork: row.at_network,
    actions: keptActions.parse(row.actions).map(actionAnswer),
    attempts: row.attempts,
    failure: failureAnswer(call, catalogue, row),
    byOperator: byOperatorAnswer(row),
    waitsFor:
      row.ahead_id === null || row.ahead_number === null
        ? null
        : { orderId: row.ahead_id, number: row.ahead_number },
    startsAt: plannedStart(row),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export function historyEntry(
  call: Call<Person>,
  catalogue: Catalogue,
  row: HistoryRow,
): LineHistory['entries'][number] {
  return {
    itemId: row.id,
    orderId: row.order_id,
    orderNumber: row.number,
    requestedBy: row.requested_by_name,
    requestedAt: row.requested_at.toISOString(),
    startsAt: plannedStart(row),
    endedAt: row.ended_at?.toISOString() ?? null,
    state: row.state,
    atNetwork: row.at_network,
    actions: keptActions.parse(row.actions).map(actionAnswer),
    failure: failureAnswer(call, catalogue, row),
    byOperator: byOperatorAnswer(row),
  };
}

function byOperatorAnswer({ by_operator, cancel_reason }: ByOperator): OrderItem['byOperator'] {
  if (!by_operator) return null;
  return { how: by_operator === 'complete' ? 'completed' : 'cancelled', reason: cancel_reason };
}

function plannedStart({ state, due_at }: Pick<ItemRow, 'state' | 'due_at'>): string | null {
  return state === 'planned' ? due_at.toISOString() : null;
}

/** A planned one may have been cancelled for a reason of its own, one that was sent again before anybody knew what had become of it. */
function failureAnswer(
  call: Call<Person>,
  catalogue: Catalogue,
  row: Pick<ItemRow, 'state' | 'failure'>,
): OrderItem['failure'] {
  const kept = keptFailure.nullable().parse(row.failure);
  const isTold = row.state === 'failed' || row.state === 'cancelled';
  if (!kept || !isTold) return null;
  const isUnclear = row.state === 'cancelled' && mayHaveBeenMade.has(kept.code);
  return tellFailure(call.actor.locale, catalogue, isUnclear ? { ...kept, code: 'cancelled-unclear' } : kept);
}

/** What a failed item was to do and why it failed, as the operator's staff read it. */
export function tellItem(
  locale: Locale,
  catalogue: Catalogue,
  row: { actions: unknown; failure: unknown },
): { actions: OrderItem['actions']; failure: NonNullable<OrderItem['failure']> } {
  return {
    actions: keptActions.parse(row.actions).map(actionAnswer),
    failure: tellFailure(locale, catalogue, keptFailure.parse(row.failure)),
  };
}

/** Why an item failed, in words. */
export function tellFailure(
  locale: Locale,
  catalogue: Catalogue,
  kept: KeptFailure,
): NonNullable<OrderItem['failure']> {
  const spoken = texts(locale);
  const sentence = failureSentence(spoken, kept, (reason) => reasonSentence(spoken, catalogue, reason));
  return { code: kept.code, sentence, temporary: kept.temporary };
}
