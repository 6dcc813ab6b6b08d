import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';

/** The queue of one element, of all workers together. */
export type QueueFigure = {
  element: string;
  /** Due and held by nobody. */
  due: number;
  /** Held by a worker. */
  held: number;
  /** To be tried again later. */
  later: number;
  /** The network works on them. */
  withNetwork: number;
  /** Behind another item of their line. */
  behind: number;
  /** Their order is paused. */
  paused: number;
  /** Seconds since the oldest due one became due; 0 when none is. */
  oldestSeconds: number;
};

/** How long the queues are; elements without an open item are left out. */
export async function queueFigures(db: Db, now: Date): Promise<QueueFigure[]> {
  const { rows } = await sql<QueueFigure>`
    SELECT element,
      count(*) FILTER (WHERE is_head AND NOT is_held AND NOT is_paused AND due_at <= ${now}) AS due,
      count(*) FILTER (WHERE is_head AND is_held) AS held,
      count(*) FILTER (WHERE is_head AND NOT is_held AND NOT is_paused AND due_at > ${now} AND accepted_at IS NULL) AS later,
      count(*) FILTER (WHERE is_head AND NOT is_held AND NOT is_paused AND due_at > ${now} AND accepted_at IS NOT NULL) AS "withNetwork",
      count(*) FILTER (WHERE NOT is_head) AS behind,
      count(*) FILTER (WHERE is_head AND is_paused) AS paused,
      greatest(0, coalesce(extract(epoch FROM ${now}::timestamptz
        - min(due_at) FILTER (WHERE is_head AND NOT is_held AND NOT is_paused AND due_at <= ${now})), 0))::float8 AS "oldestSeconds"
    FROM (SELECT element, is_head, due_at, accepted_at, coalesce(lease_until > clock_timestamp(), false) AS is_held,
            paused AND state = 'acknowledged' AS is_paused
          FROM order_item WHERE state IN ('acknowledged', 'inProgress')) AS open
    GROUP BY element
    ORDER BY element`.execute(db);
  return rows;
}
