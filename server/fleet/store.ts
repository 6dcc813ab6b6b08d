import { sql } from 'kysely';
import { withinSight } from '../organisations/organisations.ts';
import type { Call } from '../platform/call.ts';

/** Locks these lines until the transaction ends, in order of id; answers how many there are, and which have more than one open item. */
export async function lockStates(
  call: Call,
  lineIds: string[],
): Promise<{ locked: number; withMoreOpen: string[] }> {
  const found = await sql<{ locked: number; withMoreOpen: string[] }>`
    SELECT count(*) AS locked, coalesce(array_agg(line_id) FILTER (WHERE open_items > 1), '{}') AS "withMoreOpen" FROM (
      SELECT line_id, open_items FROM line_state
      WHERE line_id = ANY(${lineIds}::uuid[]) AND ${withinSight(call.actor, 'line_state')}
      ORDER BY line_id FOR NO KEY UPDATE) AS held`.execute(call.db);
  return found.rows[0] ?? { locked: 0, withMoreOpen: [] };
}

/** Those of these lines that exist and may be seen, in the order of `lineIds`. */
export async function visibleLineIds(call: Call, lineIds: string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    SELECT line.id
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN line ON line.id = wanted.id
    WHERE ${withinSight(call.actor, 'line')}
    ORDER BY wanted.place`.execute(call.db);
  return found.rows.map(({ id }) => id);
}

/** Which of these lines have another version than the one given with them, in the order of `lineIds`. */
export async function movedLines(call: Call, lineIds: string[], versions: number[]): Promise<string[]> {
  const moved = await sql<{ id: string }>`
    SELECT known.id
    FROM unnest(${lineIds}::uuid[], ${versions}::bigint[]) WITH ORDINALITY AS known (id, version, place)
    JOIN line_state ON line_state.line_id = known.id
    WHERE line_state.version <> known.version
    ORDER BY known.place`.execute(call.db);
  return moved.rows.map(({ id }) => id);
}

/**
 * One open item more for each of these lines, two for a line named twice; their version grows. Returns the lines by organisation, at
 * most 101 of each: more are announced as many anyway. The ids go in as one array, in the order of the index and of the table: joined to rows of their own
 * it took twice as long.
 */
export async function countItemsOpened(
  call: Call,
  lineIds: string[],
): Promise<{ organisationId: string; lineIds: string[] }[]> {
  const changed: { organisationId: string; lineIds: string[] }[] = [];
  for (const [items, ids] of byTimesNamed(lineIds)) {
    const { rows } = await sql<{ organisationId: string; lineIds: string[] }>`
      WITH changed AS (
        UPDATE line_state SET open_items = open_items + ${items}::integer, version = version + 1
        WHERE line_id = ANY(${ids}::uuid[])
        RETURNING organisation_id, line_id
      )
      SELECT organisation_id AS "organisationId", (array_agg(line_id))[1:101] AS "lineIds"
      FROM changed GROUP BY 1`.execute(call.db);
    changed.push(...rows);
  }
  return changed;
}

/** Nearly always all are named once. */
function byTimesNamed(lineIds: string[]): Map<number, string[]> {
  const times = new Map<string, number>();
  for (const id of lineIds) times.set(id, (times.get(id) ?? 0) + 1);
  return Map.groupBy([...times.keys()].toSorted(), (id) => times.get(id) ?? 1);
}

/** Those of these lines that have this version still, and nothing under way. */
export async function unmovedStates(call: Call, lines: { id: string; version: number }[]): Promise<string[]> {
  const unmoved = await sql<{ id: string }>`
    SELECT line_state.line_id AS id
    FROM unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ version }) => version)}::bigint[]) AS known (id, version)
    JOIN line_state ON line_state.line_id = known.id
    WHERE line_state.version = known.version AND line_state.open_items = 0`.execute(call.db);
  return unmoved.rows.map(({ id }) => id);
}

/** The network has confirmed what is shown of these lines; nothing else of them changes, so that no quote is outdated by it. */
export async function confirmStates(call: Call, lineIds: string[]): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`UPDATE line_state SET synced_at = greatest(synced_at, ${call.now})
    WHERE line_id = ANY(${lineIds}::uuid[])`.execute(call.db);
}
