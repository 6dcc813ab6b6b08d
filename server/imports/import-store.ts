import { sql } from 'kysely';
import { z } from 'zod';
import type { Call, Locale, Person } from '../platform/call.ts';
import { targetSummarySchema } from './assignment-wish.ts';
import {
  type ImportColumn,
  importColumnSchema,
  type ImportKind,
  importKinds,
  type ImportReading,
  importReadingSchema,
  importStates,
} from './contract.ts';

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type KeptRefusal = z.infer<typeof refusal>;

const storedImport = z.object({
  id: z.string(),
  organisationId: z.string(),
  madeBy: z.string(),
  madeAt: z.date(),
  locale: z.enum(['fr', 'nl', 'en', 'de']),
  fileName: z.string(),
  isPasted: z.boolean(),
  size: z.int(),
  contentHash: z.instanceof(Buffer),
  kind: z.enum(importKinds),
  reading: importReadingSchema,
  columns: z.array(importColumnSchema),
  state: z.enum(importStates),
  progress: z.number(),
  rowsRead: z.int(),
  rowsEmpty: z.int(),
  rowsSame: z.int(),
  addsUnknown: z.boolean(),
  targets: targetSummarySchema.nullable(),
  refusal: refusal.nullable(),
  quoteId: z.string().nullable(),
  orderId: z.string().nullable(),
  orderNumber: z.int().nullable(),
});
export type StoredImport = z.infer<typeof storedImport>;

const columns = sql`import.id, import.organisation_id AS "organisationId", import.made_by AS "madeBy", import.made_at AS "madeAt",
  import.locale, import.file_name AS "fileName", import.is_pasted AS "isPasted", import.size, import.content_hash AS "contentHash",
  import.kind, import.reading, import.columns, import.state, import.progress, import.rows_read AS "rowsRead",
  import.rows_empty AS "rowsEmpty", import.rows_same AS "rowsSame", import.adds_unknown AS "addsUnknown", import.targets,
  import.refusal, import.quote_id AS "quoteId", import.order_id AS "orderId",
  (SELECT number FROM product_order WHERE product_order.id = import.order_id) AS "orderNumber"`;

/** An import that is about to be received. */
export async function insertImport(
  call: Call<Person>,
  made: { id: string; fileName: string; isPasted: boolean; locale: Locale },
): Promise<void> {
  const { organisationId, personId } = call.actor;
  await sql`INSERT INTO import (id, organisation_id, made_by, made_at, locale, file_name, is_pasted, kind, size, state)
    VALUES (${made.id}, ${organisationId}, ${personId}, ${call.now}, ${made.locale}, ${made.fileName}, ${made.isPasted},
      'options', 0, 'receiving')`.execute(call.db);
}

/** All of the file is there. */
export async function keepReceived(
  call: Call<Person>,
  id: string,
  kept: {
    size: number;
    contentHash: Buffer;
    kind: ImportKind;
    reading: ImportReading;
    columns: ImportColumn[];
  },
): Promise<void> {
  await sql`UPDATE import SET size = ${kept.size}, content_hash = ${kept.contentHash}, state = 'mapping',
      kind = ${kept.kind}, reading = ${JSON.stringify(kept.reading)}, columns = ${JSON.stringify(kept.columns)}
    WHERE id = ${id} AND made_by = ${call.actor.personId}`.execute(call.db);
}

/** An import of this person that is wholly received. `lock` keeps others from changing it meanwhile. */
export async function findImport(
  call: Call<Person>,
  id: string,
  lock: 'lock' | 'read' = 'read',
): Promise<StoredImport | undefined> {
  const found = await sql`
    SELECT ${columns} FROM import
    WHERE import.id = ${id} AND import.made_by = ${call.actor.personId} AND import.state <> 'receiving'
      AND import.organisation_id = ${call.actor.organisationId}
    ${lock === 'lock' ? sql`FOR UPDATE OF import` : sql``}`.execute(call.db);
  return found.rows[0] === undefined ? undefined : storedImport.parse(found.rows[0]);
}

/** What this person has imported, the newest first. */
export async function findImports(call: Call<Person>, most: number): Promise<StoredImport[]> {
  const found = await sql`
    SELECT ${columns} FROM import
    WHERE import.made_by = ${call.actor.personId} AND import.organisation_id = ${call.actor.organisationId}
      AND import.state <> 'receiving'
    ORDER BY import.made_at DESC, import.id DESC LIMIT ${most}`.execute(call.db);
  return found.rows.map((row) => storedImport.parse(row));
}

const nothingChecked = sql`attempt = attempt + 1, lease_until = NULL, refusal = NULL, quote_id = NULL, targets = NULL,
  progress = 0, rows_read = 0, rows_empty = 0, rows_same = 0`;

/** How it is read, or what its columns mean, is another now: what was checked before says nothing any more. */
export async function keepReading(
  call: Call<Person>,
  id: string,
  { reading, columns, kind, addsUnknown }: Pick<StoredImport, 'reading' | 'columns' | 'kind' | 'addsUnknown'>,
): Promise<void> {
  await sql`UPDATE import SET reading = ${JSON.stringify(reading)}, columns = ${JSON.stringify(columns)}, kind = ${kind},
      adds_unknown = ${addsUnknown}, state = 'mapping', ${nothingChecked}
    WHERE id = ${id}`.execute(call.db);
  await forgetChecked(call, id);
}

/** Hands an import to the workers, to be checked from its first row. */
export async function startCheck(call: Call<Person>, id: string): Promise<void> {
  await sql`UPDATE import SET state = 'checking', ${nothingChecked} WHERE id = ${id}`.execute(call.db);
  await forgetChecked(call, id);
}

async function forgetChecked(call: Call, id: string): Promise<void> {
  await sql`DELETE FROM import_block WHERE import_id = ${id}`.execute(call.db);
  await sql`DELETE FROM import_bad_row WHERE import_id = ${id}`.execute(call.db);
}

/** Removes an import of this person with its file. */
export async function deleteImport(call: Call<Person>, id: string): Promise<void> {
  await sql`DELETE FROM import WHERE id = ${id} AND made_by = ${call.actor.personId}`.execute(call.db);
}

/** Removes what this person has begun and not submitted, but for the newest few. */
export async function deleteOldest(call: Call<Person>, keep: number): Promise<void> {
  await sql`DELETE FROM import WHERE id IN (
    SELECT id FROM import WHERE made_by = ${call.actor.personId} AND state IN ('mapping', 'checked', 'refused')
    ORDER BY made_at DESC, id DESC OFFSET ${keep})`.execute(call.db);
}

/** Removes files that were never wholly received, and imports older than these moments. */
export async function deleteOld(
  call: Call,
  { unreceived, any }: { unreceived: Date; any: Date },
): Promise<void> {
  await sql`DELETE FROM import
    WHERE made_at < ${any} OR (state = 'receiving' AND made_at < ${unreceived})`.execute(call.db);
}

/** Who in this organisation has carried out the same file before, and when. */
export async function carriedOutBefore(
  call: Call<Person>,
  { id, contentHash }: { id: string; contentHash: Buffer },
): Promise<{ at: Date; by: string; fileName: string } | undefined> {
  const found = await sql<{ at: Date; by: string; fileName: string }>`
    SELECT import.submitted_at AS at, trim(person.first_name || ' ' || person.last_name) AS by, import.file_name AS "fileName"
    FROM import JOIN person ON person.id = import.made_by
    WHERE import.organisation_id = ${call.actor.organisationId} AND import.content_hash = ${contentHash}
      AND import.state IN ('carrying', 'submitted') AND import.id <> ${id}
    ORDER BY import.submitted_at DESC LIMIT 1`.execute(call.db);
  return found.rows[0];
}

/** Lets the same file of an organisation be submitted one at a time. */
export async function lockContent(call: Call<Person>, contentHash: Buffer): Promise<void> {
  const key = `import ${call.actor.organisationId} ${contentHash.toString('hex')}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(call.db);
}

/** It has become this order. */
export async function keepSubmitted(call: Call<Person>, id: string, orderId: string): Promise<void> {
  await sql`UPDATE import SET state = 'submitted', order_id = ${orderId}, submitted_at = ${call.now}
    WHERE id = ${id}`.execute(call.db);
}

/** The workers are to give its users or cost centres. */
export async function startCarrying(call: Call<Person>, id: string): Promise<void> {
  await sql`UPDATE import SET state = 'carrying', submitted_at = ${call.now}, progress = 0, carried_blocks = 0,
      attempt = attempt + 1, lease_until = NULL
    WHERE id = ${id}`.execute(call.db);
}
