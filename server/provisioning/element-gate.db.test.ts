import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { newId } from '../platform/id.ts';
import { elementGate } from './element-gate.ts';
import { defaultSettings } from './settings.ts';

const database = await testDatabase({ poolSize: 5 });
const { db } = database;

test('calls that are being given up to another worker are not made meanwhile', async () => {
  const limits = { concurrency: 5, ratePerSecond: Infinity, timeoutMs: 1000 };
  const gate = elementGate(database, 'simulator', limits, defaultSettings, {
    onChange: () => {},
    onTrouble: (error) => {
      throw error;
    },
  });
  await gate.look();
  let made = 0;
  const call = () => gate.enter('small', 0).then(() => (made += 1));
  const calls = [call(), call(), call()];
  await Promise.all(calls);

  // Another worker has come, and this one cannot finish giving up its part: the row that says so is in other hands.
  const row = await sql<{ worker: string }>`SELECT worker FROM network_element_worker`.execute(db);
  await sql`INSERT INTO network_element_worker (element, worker, calls) VALUES ('simulator', ${newId()}, 0)`.execute(
    db,
  );
  const [held, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = db.transaction().execute(async (db) => {
    await sql`SELECT FROM network_element_worker WHERE worker = ${row.rows[0]?.worker} FOR UPDATE`.execute(
      db,
    );
    held.resolve();
    await letGo.promise;
  });
  await held.promise;
  const looking = gate.look();
  await expect.poll(() => waitingForLocks()).toBe(1);
  calls.push(call(), call());
  await turn();
  expect(made, 'as many as it says it makes').toBe(3);

  letGo.resolve();
  await Promise.all([holder, looking]);
  await turn();
  expect(made, 'its part of two workers').toBe(3);
  gate.leave(null);
  gate.leave(null);
  await Promise.all(calls);
  await gate.stop();
});

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql`SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
  return rows.length;
}
