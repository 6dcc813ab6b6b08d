import { sql } from 'kysely';
import { z } from 'zod';
import { selectionExportSchema } from '../finding/contract.ts';
import type { Call, Person, System } from '../platform/call.ts';
import { exportStates } from './contract.ts';

const failure = z.object({
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
/** Why there is no file. */
export type KeptFailure = z.infer<typeof failure>;

const storedExport = z.object({
  id: z.string(),
  askedAt: z.date(),
  name: z.string().nullable(),
  wish: selectionExportSchema,
  state: z.enum(exportStates),
  begunAt: z.date().nullable(),
  rowsTotal: z.int(),
  rowsWritten: z.int(),
  size: z.int(),
  fileName: z.string().nullable(),
  billingAccountIds: z.array(z.string()).nullable(),
  endedAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
  failure: failure.nullable(),
});
export type StoredExport = z.infer<typeof storedExport>;

const columns = sql`id, asked_at AS "askedAt", name, wish, state, begun_at AS "begunAt", rows_total AS "rowsTotal",
  rows_written AS "rowsWritten", size, file_name AS "fileName", billing_account_ids AS "billingAccountIds", ended_at AS "endedAt",
  expires_at AS "expiresAt", failure`;

/** One's own that are not forgotten. */
const ofPerson = ({ actor, now }: Call<Person>) =>
  sql`asked_by = ${actor.personId} AND organisation_id = ${actor.organisationId} AND (expires_at IS NULL OR expires_at > ${now})`;

/** What this person has asked for, the newest first. */
export async function findExports(call: Call<Person>): Promise<StoredExport[]> {
  const { rows } = await sql`
    SELECT ${columns} FROM export WHERE ${ofPerson(call)} ORDER BY asked_at DESC, id DESC`.execute(call.db);
  return rows.map((row) => storedExport.parse(row));
}

/** An export of this person. `lock` keeps others from changing it meanwhile. */
export async function findExport(
  call: Call<Person>,
  id: string,
  lock: 'lock' | 'read' = 'read',
): Promise<StoredExport | undefined> {
  const { rows } = await sql`
    SELECT ${columns} FROM export WHERE id = ${id} AND ${ofPerson(call)}
    ${lock === 'lock' ? sql`FOR UPDATE` : sql``}`.execute(call.db);
  return rows[0] === undefined ? undefined : storedExport.parse(rows[0]);
}

/** How many this person has under way, and how many he keeps in all, besides what his schedules wrote by themselves. Nobody else of his calls counts until this transaction has ended. */
export async function countExports(call: Call<Person>): Promise<{ underWay: number; kept: number }> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`exports ${call.actor.personId}`}, 0))`.execute(
    call.db,
  );
  const { rows } = await sql<{ underWay: number; kept: number }>`
    SELECT count(*) FILTER (WHERE state IN ('waiting', 'writing')) AS "underWay", count(*) AS kept
    FROM export WHERE ${ofPerson(call)} AND due_at IS NULL`.execute(call.db);
  return rows[0] ?? { underWay: 0, kept: 0 };
}

type NewExport = { id: string; wish: StoredExport['wish']; rows: number; schedule?: ForSchedule };

/** The schedule that has an export written: what its view is called, and the time it is due for; null = its person has it run. */
export type ForSchedule = { id: string; name: string; dueAt: Date | null };

/** false when there is one with this id, of whomever, or one of this schedule for this time. */
export async function insertExport(
  call: Call<Person>,
  { id, wish, rows, schedule }: NewExport,
): Promise<boolean> {
  const { organisationId, personId } = call.actor;
  const { numAffectedRows } = await sql`
    INSERT INTO export (id, organisation_id, asked_by, asked_at, wish, state, rows_total, name, schedule_id, due_at)
    VALUES (${id}, ${organisationId}, ${personId}, ${call.now}, ${JSON.stringify(wish)}, 'waiting', ${rows},
      ${schedule?.name ?? null}, ${schedule?.id ?? null}, ${schedule?.dueAt ?? null})
    ON CONFLICT DO NOTHING`.execute(call.db);
  return numAffectedRows === 1n;
}

/** Hands one that failed to the workers again. */
export async function askAgain(call: Call<Person>, id: string): Promise<void> {
  await sql`UPDATE export SET state = 'waiting', failures = 0, lease_until = NULL, failure = NULL, rows_written = 0, size = 0,
      ended_at = NULL, expires_at = NULL
    WHERE id = ${id} AND asked_by = ${call.actor.personId}`.execute(call.db);
}

/** Forgets an export with its file; who is writing it finds it gone. */
export async function deleteExport(call: Call<Person>, id: string): Promise<void> {
  await sql`DELETE FROM export WHERE id = ${id} AND asked_by = ${call.actor.personId}`.execute(call.db);
}

/** Forgets what has expired. */
export async function deleteExpired(call: Call<System>): Promise<void> {
  await sql`DELETE FROM export WHERE expires_at <= ${call.now}`.execute(call.db);
}
