import { sql } from 'kysely';
import { z } from 'zod';
import type { KeptFailure, ScheduledEnd } from '../exports/exports.ts';
import { lineColumns } from '../finding/contract.ts';
import type { Call, Person, System } from '../platform/call.ts';
import { rhythmSchema, type ScheduledFile, scheduleStates, stopReasons } from './contract.ts';

const failure: z.ZodType<KeptFailure> = z.object({
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const storedSchedule = z.object({
  id: z.string(),
  organisationId: z.string(),
  personId: z.string(),
  viewId: z.string().nullable(),
  viewName: z.string(),
  rhythm: rhythmSchema,
  format: z.enum(['csv', 'xlsx']),
  writing: z.enum(['local', 'iso']),
  locale: z.enum(['fr', 'nl', 'en', 'de']),
  columns: z.array(z.enum(lineColumns)).nullable(),
  state: z.enum(scheduleStates),
  stoppedFor: z.enum(stopReasons).nullable(),
  nextAt: z.date().nullable(),
  lastBegunAt: z.date().nullable(),
  lastDueAt: z.date().nullable(),
  lastExportId: z.string().nullable(),
  lastState: z.enum(['under-way', 'ready', 'failed']).nullable(),
  lastRows: z.int().nullable(),
  lastFailure: failure.nullable(),
  hasExport: z.boolean(),
});
export type StoredSchedule = z.infer<typeof storedSchedule>;

const columns = sql`s.id, s.organisation_id AS "organisationId", s.person_id AS "personId", s.view_id AS "viewId",
  coalesce((SELECT name FROM saved_view WHERE saved_view.id = s.view_id), s.view_name) AS "viewName", s.rhythm, s.format, s.writing, s.locale,
  s.columns, s.state, s.stopped_for AS "stoppedFor", s.next_at AS "nextAt", s.last_begun_at AS "lastBegunAt",
  s.last_due_at AS "lastDueAt", s.last_export_id AS "lastExportId", s.last_state AS "lastState", s.last_rows AS "lastRows",
  s.last_failure AS "lastFailure", EXISTS (SELECT FROM export WHERE export.id = s.last_export_id) AS "hasExport"`;

const ofPerson = ({ actor }: Call<Person>) =>
  sql`s.person_id = ${actor.personId} AND s.organisation_id = ${actor.organisationId}`;

/** This person's schedules, by the name of their view. */
export async function findSchedules(call: Call<Person>): Promise<StoredSchedule[]> {
  const { rows } = await sql`
    SELECT ${columns} FROM export_schedule s WHERE ${ofPerson(call)} ORDER BY lower(s.view_name), s.created_at, s.id`.execute(
    call.db,
  );
  return rows.map((row) => storedSchedule.parse(row));
}

/** A schedule of this person. `lock` keeps others, and the workers, from it meanwhile. */
export async function findSchedule(
  call: Call<Person>,
  id: string,
  how: 'lock' | 'read',
): Promise<StoredSchedule | undefined> {
  const { rows } = await sql`
    SELECT ${columns} FROM export_schedule s WHERE s.id = ${id} AND ${ofPerson(call)}
    ${how === 'lock' ? sql`FOR UPDATE` : sql``}`.execute(call.db);
  return rows[0] === undefined ? undefined : storedSchedule.parse(rows[0]);
}

/** How many this person has. Nobody else of his calls counts until this transaction has ended. */
export async function countSchedules(call: Call<Person>): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`schedules ${call.actor.personId}`}, 0))`.execute(
    call.db,
  );
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM export_schedule s WHERE ${ofPerson(call)}`.execute(call.db);
  return rows[0]?.count ?? 0;
}

type KeptSchedule = ScheduledFile &
  Pick<StoredSchedule, 'id' | 'viewId' | 'viewName' | 'rhythm' | 'state' | 'stoppedFor' | 'nextAt'>;

/** false when there is one with this id, of whomever. */
export async function insertSchedule(call: Call<Person>, kept: KeptSchedule): Promise<boolean> {
  const { organisationId, personId } = call.actor;
  const { numAffectedRows } = await sql`
    INSERT INTO export_schedule (id, organisation_id, person_id, created_at, view_id, view_name, rhythm, format, writing, locale, columns, state,
      next_at)
    VALUES (${kept.id}, ${organisationId}, ${personId}, ${call.now}, ${kept.viewId}, ${kept.viewName}, ${JSON.stringify(kept.rhythm)},
      ${kept.format}, ${kept.writing}, ${kept.locale}, ${kept.columns}::text[], ${kept.state}, ${kept.nextAt})
    ON CONFLICT DO NOTHING`.execute(call.db);
  return numAffectedRows === 1n;
}

export async function updateSchedule(call: Call<Person>, kept: KeptSchedule): Promise<void> {
  await sql`UPDATE export_schedule s SET view_id = ${kept.viewId}, view_name = ${kept.viewName}, rhythm = ${JSON.stringify(kept.rhythm)},
      format = ${kept.format}, writing = ${kept.writing}, locale = ${kept.locale}, columns = ${kept.columns}::text[], state = ${kept.state},
      stopped_for = ${kept.stoppedFor}, next_at = ${kept.nextAt}
    WHERE s.id = ${kept.id} AND ${ofPerson(call)}`.execute(call.db);
}

export async function deleteSchedule(call: Call<Person>, id: string): Promise<void> {
  await sql`DELETE FROM export_schedule s WHERE s.id = ${id} AND ${ofPerson(call)}`.execute(call.db);
}

/**
 * The schedule that has been due longest, or whose view was removed, held by this transaction; those that another holds are left to it. `but`: what
 * has failed a moment ago.
 */
export async function takeDue(call: Call<System>, but: string[]): Promise<StoredSchedule | undefined> {
  const { rows } = await sql`
    SELECT ${columns} FROM export_schedule s
    WHERE s.state = 'active' AND (s.next_at <= ${call.now} OR s.view_id IS NULL) AND s.id <> ALL(${but}::uuid[])
    ORDER BY s.next_at LIMIT 1 FOR UPDATE SKIP LOCKED`.execute(call.db);
  return rows[0] === undefined ? undefined : storedSchedule.parse(rows[0]);
}

/** Notes that a run has begun, and when the next is. */
export async function noteBegun(
  call: Call,
  { id }: StoredSchedule,
  run: { exportId: string; viewName: string; dueAt: Date | null; nextAt: Date | null },
): Promise<void> {
  await sql`UPDATE export_schedule SET view_name = ${run.viewName}, next_at = ${run.nextAt}, last_begun_at = ${call.now}, last_due_at = ${run.dueAt},
      last_export_id = ${run.exportId}, last_state = 'under-way', last_rows = NULL, last_failure = NULL
    WHERE id = ${id}`.execute(call.db);
}

/** Notes how its last run has ended; an earlier one says nothing any more. */
export async function noteEnded(call: Call, end: ScheduledEnd): Promise<void> {
  await sql`UPDATE export_schedule SET last_state = ${end.state}, last_rows = ${end.state === 'ready' ? end.rows : null},
      last_failure = ${end.state === 'failed' ? JSON.stringify(end.failure) : null}
    WHERE id = ${end.scheduleId} AND last_export_id = ${end.exportId}`.execute(call.db);
}

export async function stopSchedule(
  call: Call<System>,
  { id, viewName }: StoredSchedule,
  reason: NonNullable<StoredSchedule['stoppedFor']>,
): Promise<void> {
  await sql`UPDATE export_schedule SET state = 'stopped', stopped_for = ${reason}, next_at = NULL, view_name = ${viewName}
    WHERE id = ${id}`.execute(call.db);
}
