import type { z } from 'zod';
import { currentCatalogue, instantOf, wallTimeOf } from '../catalogue/catalogue.ts';
import { visibleLineIds } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import {
  itemStates,
  type LineHistory,
  type Order,
  type OrderCauses,
  type OrderItemList,
  type orderItemsQuerySchema,
  type OrderList,
  type orderListQuerySchema,
  type OrderSummary,
  type PlannedList,
  type plannedQuerySchema,
} from './contract.ts';
import { keptFailure } from './failure.ts';
import { countCauses, findItems, listHistory, listItems } from './item-list.ts';
import { historyEntry, itemAnswer, orderAnswer, tellFailure } from './order-answer.ts';
import { listPlanned } from './planned-list.ts';
import { findOrder, listOrders, type SeenOrder, summariseOrders } from './order-list.ts';

/** What failed longer ago waits for nobody; the list of orders still has it. */
const failuresWaitFor = 30 * 24 * 3_600_000;
const mostHistory = 200;

/** One order. 404 when it holds no item that the person may see. */
export async function readOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  return orderAnswer(call, await seenOrder(call, orderId));
}

/** The orders, newest first. */
export async function readOrders(
  call: Call<Person>,
  query: z.output<typeof orderListQuerySchema>,
): Promise<OrderList> {
  const { page, size } = query;
  const filter = { states: query.state ?? null, onlyWithFailures: query.failed === 'true' };
  const { orders, total } = await listOrders(call, filter, { limit: size, offset: (page - 1) * size });
  return { orders: orders.map((order) => orderAnswer(call, order)), total, page, size };
}

/** What is under way, and what failed in the last 30 days and waits for a person. */
export async function readSummary(call: Call<Person>): Promise<OrderSummary> {
  return summariseOrders(call, new Date(call.now.getTime() - failuresWaitFor));
}

/** The calendar: what begins on these days of Brussels, of what the person may see. */
export async function readPlanned(
  call: Call<Person>,
  { from, to }: z.output<typeof plannedQuerySchema>,
): Promise<PlannedList> {
  const afterLast = new Date(instantOf(`${to}T12:00`).at.getTime() + 24 * 3_600_000);
  return listPlanned(
    call,
    instantOf(`${from}T00:00`).at,
    instantOf(`${wallTimeOf(afterLast).slice(0, 10)}T00:00`).at,
  );
}

/** The numbers of an order: failed first, then in the order of the order. */
export async function readItems(
  call: Call<Person>,
  { orderId, ...query }: { orderId: string } & z.output<typeof orderItemsQuerySchema>,
): Promise<OrderItemList> {
  const order = await seenOrder(call, orderId);
  const { page, size } = query;
  const states = [...new Set(query.state ?? itemStates)];
  const catalogue = await currentCatalogue(call);
  if (query.cause || query.search) {
    const filter = { states, causes: query.cause ?? null, search: query.search ?? null };
    const found = await findItems(call, orderId, filter, { limit: size, offset: (page - 1) * size });
    const items = found.rows.map((row) => itemAnswer(call, catalogue, row));
    return { items, total: found.total, page, size };
  }
  const answer = orderAnswer(call, order);
  const counts = {
    planned: answer.plannedCount,
    acknowledged: answer.waitingCount,
    inProgress: answer.inProgressCount,
    completed: answer.completedCount,
    failed: answer.failedCount,
    cancelled: answer.cancelledCount,
  };
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  const rows = await listItems(call, orderId, {
    states,
    failed: order.failed_count,
    limit: size,
    offset: (page - 1) * size,
  });
  return { items: rows.map((row) => itemAnswer(call, catalogue, row)), total, page, size };
}

/** Why numbers of an order failed, most frequent first. */
export async function readCauses(call: Call<Person>, { orderId }: { orderId: string }): Promise<OrderCauses> {
  await seenOrder(call, orderId);
  const catalogue = await currentCatalogue(call);
  const counted = await countCauses(call, orderId);
  return {
    causes: counted.map(({ failure, count }) => ({
      ...tellFailure(call.actor.locale, catalogue, keptFailure.parse(failure)),
      count,
    })),
  };
}

/** Who asked what of a line, when, with which result: the last 200, newest first. */
export async function readHistory(call: Call<Person>, { lineId }: { lineId: string }): Promise<LineHistory> {
  const [visible] = await visibleLineIds(call, [lineId]);
  if (!visible) throw notFound();
  const catalogue = await currentCatalogue(call);
  const rows = await listHistory(call, lineId, mostHistory);
  return { entries: rows.map((row) => historyEntry(call, catalogue, row)) };
}

async function seenOrder(call: Call<Person>, orderId: string): Promise<SeenOrder> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  return order;
}
