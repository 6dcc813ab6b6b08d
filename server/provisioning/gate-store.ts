import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';

/** What all workers know of an element, in milliseconds from now by the clock of the database. */
export type ElementState = {
  failures: number;
  /** Until the first call that nobody has reserved; negative when it may be made at once. */
  freeInMs: number;
  /** Until it may be tried again: zero or less = it may; null = it is in use. */
  openForMs: number | null;
  workers: LiveWorker[];
};

/** A worker that gave a sign of life within the lease, and how many calls at a time it may make. */
export type LiveWorker = { worker: string; calls: number };

/** The channel on which workers hear the name of an element of which something has changed. */
export const elementChannel = 'flottille_elements';

/** Reads it without a lock. Workers are in the order in which they came. */
export async function readElement(db: Db, element: string, leaseMs: number): Promise<ElementState> {
  const { rows } = await sql<ElementState>`
    SELECT failures, ${fromNow('next_free')} AS "freeInMs", ${fromNow('open_until')} AS "openForMs",
      (SELECT coalesce(json_agg(json_build_object('worker', worker, 'calls', calls) ORDER BY joined_at, worker), '[]')
       FROM network_element_worker
       WHERE element = name AND seen_at > clock_timestamp() - ${leaseMs} * interval '1 millisecond') AS workers
    FROM network_element WHERE name = ${element}`.execute(db);
  return rows[0] ?? { failures: 0, freeInMs: -Infinity, openForMs: null, workers: [] };
}

/**
 * Reserves so many calls, `gapMs` apart, behind all that are reserved; answers in how many milliseconds the first of them may be made
 * (negative: it could have been made before) and the next after them. Last in the transaction of a claim: the row is locked until its end.
 */
export async function reserveCalls(
  db: Db,
  element: string,
  calls: number,
  gapMs: number,
): Promise<{ firstInMs: number; freeInMs: number }> {
  const length = sql`${calls * gapMs} * interval '1 millisecond'`;
  const { rows } = await sql<{ freeInMs: number }>`
    INSERT INTO network_element AS e (name, next_free) VALUES (${element}, clock_timestamp() + ${length})
    ON CONFLICT (name) DO UPDATE SET next_free = greatest(e.next_free, clock_timestamp()) + ${length}
    RETURNING ${fromNow('next_free')} AS "freeInMs"`.execute(db);
  const freeInMs = rows[0]?.freeInMs ?? 0;
  return { firstInMs: freeInMs - calls * gapMs, freeInMs };
}

/** One more call without a clear answer; from the `most`th in a row on the element is left alone for `pauseMs`. Tells all workers. */
export async function countUnclear(
  db: Db,
  element: string,
  { failures, pauseMs }: { failures: number; pauseMs: number },
): Promise<void> {
  await sql`
    WITH counted AS (
      UPDATE network_element SET
        failures = failures + 1,
        probe_until = NULL,
        open_until = CASE WHEN failures + 1 >= ${failures} OR open_until IS NOT NULL
          THEN clock_timestamp() + ${pauseMs} * interval '1 millisecond' END
      WHERE name = ${element} RETURNING name)
    SELECT pg_notify(${elementChannel}, name) FROM counted`.execute(db);
}

/** The element has answered: whatever was counted is forgotten, and it is in use. Tells all workers when that is news. */
export async function forgetUnclear(db: Db, element: string): Promise<void> {
  await sql`
    WITH forgotten AS (
      UPDATE network_element SET failures = 0, open_until = NULL, probe_until = NULL
      WHERE name = ${element} AND (failures > 0 OR open_until IS NOT NULL) RETURNING name)
    SELECT pg_notify(${elementChannel}, name) FROM forgotten`.execute(db);
}

/** Takes, for `leaseMs`, the right to try the element with one item after its pause; false when it is not over or another worker has it. */
export async function takeProbe(db: Db, element: string, leaseMs: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE network_element SET probe_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    WHERE name = ${element} AND open_until <= clock_timestamp()
      AND (probe_until IS NULL OR probe_until < clock_timestamp())`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

/** Gives that right back unused. */
export async function giveProbeBack(db: Db, element: string): Promise<void> {
  await sql`UPDATE network_element SET probe_until = NULL WHERE name = ${element}`.execute(db);
}

/** Makes the element known and locks it until the end of the transaction; forgets workers without a sign of life. */
export async function lockElement(db: Db, element: string, leaseMs: number): Promise<void> {
  await sql`INSERT INTO network_element (name) VALUES (${element}) ON CONFLICT DO NOTHING`.execute(db);
  await sql`SELECT FROM network_element WHERE name = ${element} FOR UPDATE`.execute(db);
  await sql`DELETE FROM network_element_worker
    WHERE element = ${element} AND seen_at <= clock_timestamp() - ${leaseMs} * interval '1 millisecond'`.execute(
    db,
  );
}

/** A sign of life of a worker, and how many calls at a time it makes from now on. */
export async function writeWorker(
  db: Db,
  element: string,
  { worker, calls }: LiveWorker,
  isNews: boolean,
): Promise<void> {
  await sql`
    INSERT INTO network_element_worker (element, worker, calls) VALUES (${element}, ${worker}, ${calls})
    ON CONFLICT (element, worker) DO UPDATE SET calls = excluded.calls, seen_at = clock_timestamp()`.execute(
    db,
  );
  if (isNews) await sql`SELECT pg_notify(${elementChannel}, ${element})`.execute(db);
}

/** A worker has stopped: what it might have called is shared out. */
export async function forgetWorker(db: Db, element: string, worker: string): Promise<void> {
  await sql`
    WITH gone AS (DELETE FROM network_element_worker WHERE element = ${element} AND worker = ${worker} RETURNING element)
    SELECT pg_notify(${elementChannel}, element) FROM gone`.execute(db);
}

function fromNow(column: 'next_free' | 'open_until') {
  return sql`(extract(epoch FROM ${sql.ref(column)} - clock_timestamp()) * 1000)::float8`;
}
