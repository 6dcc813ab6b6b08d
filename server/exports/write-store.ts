import { sql } from 'kysely';
import { z } from 'zod';
import { selectionExportSchema } from '../finding/contract.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import type { KeptFailure } from './export-store.ts';

/** An export in the hands of a worker. */
const takenExport = z.object({
  id: z.string(),
  attempt: z.int(),
  failures: z.int(),
  organisationId: z.string(),
  askedBy: z.string(),
  name: z.string().nullable(),
  wish: selectionExportSchema,
  scheduleId: z.string().nullable(),
});
export type TakenExport = z.infer<typeof takenExport>;

/** Seconds without a sign of life after which another worker begins anew. */
const leaseSeconds = 30;
const lease = sql`clock_timestamp() + make_interval(secs => ${sql.lit(leaseSeconds)})`;

/**
 * Takes in hand the export that waits longest, if there is one, and before those of schedules what somebody waits for, to be written from its beginning: who had it before, and was lost, writes nothing of it
 * any more, and what he has written is gone.
 */
export async function takeExport(caller: Call<System>): Promise<TakenExport | undefined> {
  return inTransaction(caller, async (call) => {
    const { rows } = await sql`
      UPDATE export SET state = 'writing', attempt = attempt + 1, failures = failures + (state = 'writing')::integer,
        lease_until = ${lease}, begun_at = ${call.now}, rows_written = 0, size = 0
      WHERE id = (
        SELECT id FROM export
        WHERE state IN ('waiting', 'writing') AND (lease_until IS NULL OR lease_until < clock_timestamp())
        ORDER BY due_at IS NOT NULL, asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, attempt, failures, organisation_id AS "organisationId", asked_by AS "askedBy", name, wish,
        schedule_id AS "scheduleId"`.execute(call.db);
    if (rows[0] === undefined) return undefined;
    const taken = takenExport.parse(rows[0]);
    await sql`DELETE FROM export_chunk WHERE export_id = ${taken.id}`.execute(call.db);
    return taken;
  });
}

type Held = Pick<TakenExport, 'id' | 'attempt'>;
const isHeld = ({ id, attempt }: Held) => sql`id = ${id} AND attempt = ${attempt} AND state = 'writing'`;

/** Notes how many lines it will have, where nobody has counted them before. */
export async function noteTotal(call: Call, held: Held, rows: number): Promise<void> {
  await sql`UPDATE export SET rows_total = ${rows} WHERE ${isHeld(held)}`.execute(call.db);
}

/** Notes how far it is, and that somebody is at it. false: it was given up, or taken over by another. */
export async function moveExport(
  call: Call,
  held: Held,
  far: { rows: number; size: number },
): Promise<boolean> {
  const moved = await sql`
    UPDATE export SET rows_written = ${far.rows}, rows_total = greatest(rows_total, ${far.rows}), size = ${far.size}, lease_until = ${lease}
    WHERE ${isHeld(held)}`.execute(call.db);
  return moved.numAffectedRows === 1n;
}

/** Somebody is at it still, though nothing has come yet. */
export async function renewLease(call: Call, held: Held): Promise<void> {
  await sql`UPDATE export SET lease_until = ${lease} WHERE ${isHeld(held)}`.execute(call.db);
}

/** The file is whole. false: it was given up, or taken over by another. */
export async function endExport(
  call: Call<Person>,
  held: Held,
  written: { rows: number; size: number; fileName: string; expiresAt: Date },
): Promise<boolean> {
  const ended = await sql`
    UPDATE export SET state = 'ready', rows_written = ${written.rows}, rows_total = ${written.rows}, size = ${written.size},
      file_name = ${written.fileName}, billing_account_ids = ${call.actor.billingAccountIds}::uuid[], ended_at = ${call.now},
      expires_at = ${written.expiresAt}, lease_until = NULL
    WHERE ${isHeld(held)}`.execute(call.db);
  return ended.numAffectedRows === 1n;
}

/** Gives it back to the workers, to be begun anew after so many seconds. `failed`: it is the worse for it. */
export async function giveBack(
  call: Call,
  held: Held,
  { failed, after }: { failed: boolean; after: number },
): Promise<void> {
  await sql`UPDATE export SET state = 'waiting', rows_written = 0, size = 0, failures = failures + ${failed ? 1 : 0},
      lease_until = clock_timestamp() + make_interval(secs => ${after})
    WHERE ${isHeld(held)}`.execute(call.db);
}

/** There will be no file; what is written of it goes. false: it was given up, or taken over by another. */
export async function failExport(
  call: Call,
  held: Held,
  { failure, expiresAt }: { failure: KeptFailure; expiresAt: Date },
): Promise<boolean> {
  const failed = await sql`
    UPDATE export SET state = 'failed', failure = ${JSON.stringify(failure)}, lease_until = NULL, ended_at = ${call.now},
      expires_at = ${expiresAt}
    WHERE ${isHeld(held)}`.execute(call.db);
  if (failed.numAffectedRows !== 1n) return false;
  await sql`DELETE FROM export_chunk WHERE export_id = ${held.id}`.execute(call.db);
  return true;
}
