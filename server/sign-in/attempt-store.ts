import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';
import type { AttemptKeys } from './attempt-keys.ts';
import type { Count, Counts } from './throttle.ts';

// All transactions lock the three rows in this order, so that none waits for another in a circle.
const kinds = ['account', 'address', 'pair'] as const;

/** The three counts of an attempt, locked until the end of the transaction; made when there are none. */
export async function lockCounts(db: Db, keys: AttemptKeys, now: Date): Promise<Counts> {
  const rows = await db
    .insertInto('sign_in_attempt')
    .values(kinds.map((kind) => ({ kind, key: keys[kind], changed_at: now })))
    // Changes nothing, but locks the row that is there and returns it.
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind') })),
    )
    .returningAll()
    .execute();
  const countOf = (kind: (typeof kinds)[number]): Count => {
    const row = rows.find((candidate) => candidate.kind === kind);
    if (!row) throw new Error(`no ${kind} count came back`);
    return {
      failures: row.failures,
      checking: row.checking,
      changedAt: row.changed_at,
      waitUntil: row.wait_until,
      familiarUntil: row.familiar_until,
    };
  };
  return { pair: countOf('pair'), account: countOf('account'), address: countOf('address') };
}

export async function writeCounts(db: Db, keys: AttemptKeys, counts: Counts): Promise<void> {
  await db
    .insertInto('sign_in_attempt')
    .values(
      kinds.map((kind) => ({
        kind,
        key: keys[kind],
        failures: counts[kind].failures,
        checking: counts[kind].checking,
        changed_at: counts[kind].changedAt,
        wait_until: counts[kind].waitUntil,
        familiar_until: counts[kind].familiarUntil,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet((eb) => ({
        failures: eb.ref('excluded.failures'),
        checking: eb.ref('excluded.checking'),
        changed_at: eb.ref('excluded.changed_at'),
        wait_until: eb.ref('excluded.wait_until'),
        familiar_until: eb.ref('excluded.familiar_until'),
      })),
    )
    .execute();
}

/** Counts one link asked for; false when `most` have been asked for and the last of them was less than `memory` ago. */
export async function countAsked(
  db: Db,
  asked: { kind: 'reset-account' | 'reset-address'; key: string; most: number; memory: number; now: Date },
): Promise<boolean> {
  const forgottenBefore = new Date(asked.now.getTime() - asked.memory);
  const { rows } = await sql`
    INSERT INTO sign_in_attempt AS known (kind, key, failures, changed_at)
    VALUES (${asked.kind}, ${asked.key}, 1, ${asked.now})
    ON CONFLICT (kind, key) DO UPDATE
    SET failures = CASE WHEN known.changed_at < ${forgottenBefore} THEN 1 ELSE known.failures + 1 END,
        changed_at = ${asked.now}
    WHERE known.changed_at < ${forgottenBefore} OR known.failures < ${asked.most}
    RETURNING true`.execute(db);
  return rows.length === 1;
}
