import { sql } from 'kysely';
import { afterAll } from 'vitest';
import type { Call } from '../../server/platform/call.ts';
import { settableClock } from '../../server/platform/clock.ts';
import type { Db } from '../../server/platform/call.ts';
import { type Listener, startListener } from '../../server/platform/listener.ts';
import type { Connector } from '../../server/provisioning/connectors/connector.ts';
import { elementChannel } from '../../server/provisioning/gate-store.ts';
import type { Hearers } from '../../server/provisioning/events.ts';
import {
  type Provisioning,
  type Settings,
  startProvisioning,
} from '../../server/provisioning/provisioning.ts';
import type { TestDatabase } from '../database.ts';
import { counting, managerOf, type StoredFleet } from './stored-orders.ts';

/** What a test of provisioning works with: a clock that it moves, workers that do what is due when told; with a listener they hear of each other. */
export function workbench(database: TestDatabase, listener?: Listener) {
  const clock = settableClock(new Date('2025-03-01T10:00:00Z'));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return {
    clock,
    /** A worker that waits to be told (`drain`). */
    worker: (
      connector: Connector,
      options: { hearers?: Hearers; settings?: Partial<Settings>; works?: boolean } = {},
    ): Provisioning =>
      startProvisioning(
        {
          database,
          connectors: { simulator: connector },
          hearers: options.hearers ?? counting,
          clock,
          log,
          listener,
          settings: { pollMs: 20, ...options.settings },
        },
        options.works ? 'working' : 'idle',
      ),
    callOf: (fleet: StoredFleet): Call => ({
      db: database.db,
      actor: managerOf(fleet),
      now: clock.now(),
      requestId: 'test',
      ip: null,
    }),
  };
}

/** So that workers of a test hear of each other from their first moment on. */
export async function elementListener(url: string): Promise<Listener> {
  const listener = await startListener({ url, log: { warn: () => {} } });
  listener.on(elementChannel, () => {});
  await listener.ready();
  afterAll(() => listener.stop());
  return listener;
}

export type StoredItem = {
  id: string;
  lineId: string;
  msisdn: string;
  state: string;
  attempts: number;
  tries: number;
  isHead: boolean;
  dueAt: Date;
  failure: { code: string; temporary: boolean } | null;
  acceptedAt: Date | null;
  cancelling: string | null;
};

/** The items of an order by their position. */
export async function itemsOf(db: Db, orderId: string): Promise<StoredItem[]> {
  const { rows } = await sql<StoredItem>`
    SELECT id, line_id AS "lineId", msisdn, state, attempts, tries, is_head AS "isHead", due_at AS "dueAt", failure,
      accepted_at AS "acceptedAt", cancelling
    FROM order_item WHERE order_id = ${orderId} ORDER BY position`.execute(db);
  return rows;
}

/** How many items of the order are in each state. */
export async function statesOf(db: Db, orderId: string): Promise<Record<string, number>> {
  const items = await itemsOf(db, orderId);
  const states = Map.groupBy(items, ({ state }) => state);
  return Object.fromEntries([...states].map(([state, some]) => [state, some.length]));
}

/** What the order heard of its items. */
export async function countsOf(
  db: Db,
  orderId: string,
): Promise<{ completed: number; failed: number; cancelled: number } | undefined> {
  const { rows } = await sql<{ completed: number; failed: number; cancelled: number }>`
    SELECT completed_count AS completed, failed_count AS failed, cancelled_count AS cancelled
    FROM product_order WHERE id = ${orderId}`.execute(db);
  return rows[0];
}

/** As if the worker that holds them had given no sign of life for too long. */
export async function letLeasesRunOut(db: Db): Promise<void> {
  await sql`UPDATE order_item SET lease_until = clock_timestamp() - interval '1 second' WHERE lease_until IS NOT NULL`.execute(
    db,
  );
}

/** As if the pause of every resting element were over. */
export async function letElementsBeTried(db: Db): Promise<void> {
  await sql`UPDATE network_element SET open_until = clock_timestamp() WHERE open_until IS NOT NULL`.execute(
    db,
  );
}
