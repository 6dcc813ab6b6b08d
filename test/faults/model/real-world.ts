import { sql } from 'kysely';
import { cancelOrder } from '../../../server/orders/cancel-order.ts';
import { pauseOrder, resumeOrder } from '../../../server/orders/pause-order.ts';
import { orderHearers } from '../../../server/orders/orders.ts';
import { retryOrder } from '../../../server/orders/retry-order.ts';
import { type Call, inTransaction, type Person } from '../../../server/platform/call.ts';
import { Refusal } from '../../../server/platform/refusal.ts';
import { carryOut } from '../../../server/provisioning/carry-out-item.ts';
import { claimAgain, claimNew } from '../../../server/provisioning/claim-store.ts';
import { makeQuote } from '../../../server/quotes/make-quote.ts';
import type { TestDatabase } from '../../database.ts';
import { change, submit } from '../../orders.ts';
import { scriptedElement } from '../scripted-element.ts';
import { letLeasesRunOut, workbench } from '../workbench.ts';
import { fateOf, settings, type Step } from './steps.ts';

export type RealItem = {
  order: number;
  line: number;
  state: string;
  attempts: number;
  tries: number;
  isHead: boolean;
};

/** The portal's own orders and provisioning on PostgreSQL, taking the same steps as the model. */
export function realWorld(database: TestDatabase, person: Call<Person>, lines: string[], fates: number) {
  const { db } = database;
  const bench = workbench(database);
  const orders: string[] = [];
  const made: { order: number; line: number }[] = [];
  const calls = new Map<string, number>();
  const places = new Map<string, { order: number; line: number }>();
  const done = new Set<string>();

  const element = scriptedElement({
    apply: ({ itemId }) => {
      const place = places.get(itemId);
      if (!place) throw new Error('an item that nobody ordered');
      const count = (calls.get(itemId) ?? 0) + 1;
      calls.set(itemId, count);
      const fate = fateOf(fates, place, count);
      if (fate === 'refused') return Promise.resolve({ refused: 'network-refused', temporary: false });
      if (fate === 'busy') return Promise.resolve({ refused: 'element-busy', temporary: true });
      if (fate !== 'lost, not made') {
        made.push(place);
        done.add(itemId);
      }
      if (fate === 'done') return Promise.resolve({ done: true });
      return Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    },
    readBack: ({ itemId }) => Promise.resolve(done.has(itemId) ? 'done' : 'not-done'),
  });
  // The model has no breaker: here an element is never left alone.
  const breaker = { failures: 1_000_000, pauseMs: 1 };
  const worker = bench.worker(element, { hearers: orderHearers, settings: { ...settings, breaker } });
  const callNow = (): Call<Person> => ({ ...person, db, now: bench.clock.now() });

  async function take(step: Step): Promise<'done' | 'refused'> {
    const order = 'order' in step ? orders[step.order % Math.max(1, orders.length)] : undefined;
    if (step.kind === 'submit') return orRefused(() => submitFrom(step));
    if (step.kind === 'work') await worker.drain();
    if (step.kind === 'wait') bench.clock.advance(3_600_000);
    if (step.kind === 'lose') await lose(step.sent);
    if (step.kind === 'pause')
      return order ? orRefused(() => pauseOrder(callNow(), { orderId: order })) : 'refused';
    if (step.kind === 'resume')
      return order ? orRefused(() => resumeOrder(callNow(), { orderId: order })) : 'refused';
    if (step.kind === 'cancel')
      return order ? orRefused(() => cancelOrder(callNow(), { orderId: order })) : 'refused';
    if (step.kind === 'retry')
      return order ? orRefused(() => retryOrder(callNow(), { orderId: order })) : 'refused';
    return 'done';
  }

  async function submitFrom({ option, action, lines: wanted }: Step & { kind: 'submit' }): Promise<void> {
    const lineIds = wanted.map((line) => lines[line] ?? '');
    const input = { selection: { lineIds }, change: change({ [action]: [option] }) };
    const quote = await makeQuote(callNow(), input);
    if (quote.eligibleCount === 0) throw new Refusal(422, 'nothing-eligible', 'None of the numbers.');
    const { id } = await submit(callNow(), quote.id);
    const rows = await db
      .selectFrom('order_item')
      .select(['id', 'line_id'])
      .where('order_id', '=', id)
      .execute();
    for (const row of rows) places.set(row.id, { order: orders.length, line: lines.indexOf(row.line_id) });
    orders.push(id);
  }

  /** As a worker does it up to the moment at which it is lost. */
  async function lose(sent: boolean): Promise<void> {
    const call: Call = { ...callNow(), actor: { kind: 'system', name: 'test' } };
    const claim = {
      element: 'simulator',
      lane: 'small',
      now: call.now,
      limit: 1000,
      leaseMs: 60_000,
      isProbe: false,
    } as const;
    const items = await inTransaction(call, async (call) => {
      const claimed = [
        ...(await claimAgain(call.db, claim)),
        ...(await claimNew(call.db, { ...claim, fromTurn: 0 })),
      ];
      const first = claimed.filter(({ isFirst }) => isFirst);
      if (first.length > 0)
        await orderHearers.onItemsStarted(
          call,
          first.map((item) => ({ ...item, startedAt: call.now })),
        );
      return claimed;
    });
    if (sent) for (const item of items) await carryOut(element, item, () => {});
    await letLeasesRunOut(db);
  }

  /** The items by order and line. */
  async function items(): Promise<RealItem[]> {
    const { rows } = await sql<RealItem & { id: string }>`
      SELECT id, state, attempts, tries, is_head AS "isHead" FROM order_item
      WHERE order_id = ANY(${orders}::uuid[])`.execute(db);
    return rows.flatMap(({ id, ...item }) => {
      const place = places.get(id);
      return place ? [{ ...place, ...item }] : [];
    });
  }

  async function orderStates(): Promise<string[]> {
    const rows = await db
      .selectFrom('product_order')
      .select(['id', 'state'])
      .where('id', 'in', orders.length > 0 ? orders : ['00000000-0000-0000-0000-000000000000'])
      .execute();
    const states = new Map(rows.map(({ id, state }) => [id, state]));
    return orders.map((id) => states.get(id) ?? '');
  }

  /** Options of each line, of those that the walk changes. */
  async function held(): Promise<string[][]> {
    const rows = await db
      .selectFrom('line_state')
      .select(['line_id', 'option_codes'])
      .where('line_id', 'in', lines)
      .execute();
    const codes = new Map(rows.map(({ line_id, option_codes }) => [line_id, option_codes]));
    return lines.map((line) => codes.get(line) ?? []);
  }

  return { take, items, orderStates, held, made, stop: () => worker.stop() };
}

async function orRefused(work: () => Promise<unknown>): Promise<'done' | 'refused'> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return 'refused';
    throw error;
  }
}
