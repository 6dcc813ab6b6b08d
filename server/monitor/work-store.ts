import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';

/** What a worker says of itself. */
export type WorkerRow = {
  id: string;
  host: string;
  pid: number;
  elements: { element: string; breaker: string; inHand: number }[];
};

/** What was done on one element since it was last written. */
export type Work = {
  element: string;
  completed: number;
  failed: number;
  postponed: number;
  /** Failed for good, by cause. */
  failures: Record<string, number>;
};

/** A sign of life of a worker and what it did since the last, in one transaction. */
export async function writeWork(db: Db, now: Date, worker: WorkerRow, work: Work[]): Promise<void> {
  await db.transaction().execute(async (db) => {
    await sql`
      INSERT INTO worker (id, host, pid, elements)
      VALUES (${worker.id}, ${worker.host}, ${worker.pid}, ${JSON.stringify(worker.elements)}::jsonb)
      ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp(), elements = excluded.elements`.execute(db);
    for (const { element, completed, failed, postponed, failures } of work) {
      await sql`
        INSERT INTO work_minute AS known (minute, element, worker_id, completed, failed, postponed, failures)
        VALUES (date_trunc('minute', ${now}::timestamptz), ${element}, ${worker.id}, ${completed}, ${failed}, ${postponed},
          ${JSON.stringify(failures)}::jsonb)
        ON CONFLICT (minute, element, worker_id) DO UPDATE SET completed = known.completed + excluded.completed,
          failed = known.failed + excluded.failed, postponed = known.postponed + excluded.postponed,
          failures = (SELECT coalesce(jsonb_object_agg(code, count), '{}') FROM (
            SELECT key AS code, sum(value::integer) AS count
            FROM (SELECT * FROM jsonb_each_text(known.failures) UNION ALL SELECT * FROM jsonb_each_text(excluded.failures)) AS both_parts
            GROUP BY key) AS summed)`.execute(db);
    }
  });
}

/** A worker has stopped by itself: nobody is to miss it. */
export async function forgetWorker(db: Db, id: string): Promise<void> {
  await sql`DELETE FROM worker WHERE id = ${id}`.execute(db);
}

/** Forgets minutes before `before`, and workers that gave no sign of life for a day. */
export async function forgetOldWork(db: Db, before: Date): Promise<void> {
  await sql`DELETE FROM work_minute WHERE minute < ${before}`.execute(db);
  await sql`DELETE FROM worker WHERE seen_at < clock_timestamp() - interval '1 day'`.execute(db);
}
