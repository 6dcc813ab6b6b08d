import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';

export type MinuteRow = {
  at: Date;
  element: string;
  completed: number;
  failed: number;
  postponed: number;
};

/** What all workers did in each minute since `since`; minutes in which nothing ended are left out. */
export async function listMinutes(db: Db, since: Date): Promise<MinuteRow[]> {
  const { rows } = await sql<MinuteRow>`
    SELECT minute AS at, element, sum(completed)::bigint AS completed, sum(failed)::bigint AS failed,
      sum(postponed)::bigint AS postponed
    FROM work_minute WHERE minute >= ${since} GROUP BY minute, element ORDER BY minute, element`.execute(db);
  return rows;
}

/** Why items failed for good since `since`, most first. */
export async function countCauses(
  db: Db,
  since: Date,
): Promise<{ element: string; code: string; items: number }[]> {
  const { rows } = await sql<{ element: string; code: string; items: number }>`
    SELECT element, cause.key AS code, sum(cause.value::integer)::bigint AS items
    FROM work_minute, jsonb_each_text(failures) AS cause
    WHERE minute >= ${since} GROUP BY element, cause.key ORDER BY items DESC, element, code`.execute(db);
  return rows;
}

export type ListedWorker = {
  id: string;
  host: string;
  pid: number;
  startedAt: Date;
  seenAt: Date;
  isAlive: boolean;
  elements: unknown;
};

/** The workers, those without a sign of life for `aliveMs` too: one that was killed is to be seen. */
export async function listWorkers(db: Db, aliveMs: number): Promise<ListedWorker[]> {
  const { rows } = await sql<ListedWorker>`
    SELECT id, host, pid, started_at AS "startedAt", seen_at AS "seenAt", elements,
      seen_at > clock_timestamp() - ${aliveMs} * interval '1 millisecond' AS "isAlive"
    FROM worker ORDER BY started_at, id`.execute(db);
  return rows;
}
