import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../platform/call.ts';
import {
  type ImportColumn,
  importColumnSchema,
  type ImportKind,
  importKinds,
  type ImportReading,
  importReadingSchema,
} from './contract.ts';
import type { KeptRefusal } from './import-store.ts';
import type { TargetSummary } from './assignment-wish.ts';
import type { WishedRow } from './join-rows.ts';
import type { BadRow } from './read-row.ts';

/** An import in the hands of a worker. */
export type TakenImport = {
  id: string;
  kind: ImportKind;
  state: 'checking' | 'carrying';
  attempt: number;
  madeBy: string;
  organisationId: string;
  addsUnknown: boolean;
  size: number;
  reading: ImportReading;
  columns: ImportColumn[];
  /** How far it was checked by whoever had it before. */
  blocks: number;
  lastRow: number;
  rowsRead: number;
  rowsEmpty: number;
  carriedBlocks: number;
};

const taken = z.object({
  id: z.string(),
  kind: z.enum(importKinds),
  state: z.enum(['checking', 'carrying']),
  attempt: z.int(),
  madeBy: z.string(),
  organisationId: z.string(),
  addsUnknown: z.boolean(),
  size: z.int(),
  reading: importReadingSchema,
  columns: z.array(importColumnSchema),
  blocks: z.int(),
  lastRow: z.int(),
  rowsRead: z.int(),
  rowsEmpty: z.int(),
  carriedBlocks: z.int(),
});

/** Seconds without a sign of life after which another worker goes on with an import. */
const leaseSeconds = 30;

/** Takes in hand the import that waits longest, first those that are to be checked; who had it before, and died, writes nothing of it any more. */
export async function takeImport(call: Call): Promise<TakenImport | undefined> {
  const found = await sql`
    UPDATE import SET attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    WHERE id = (
      SELECT id FROM import
      WHERE state IN ('checking', 'carrying') AND (lease_until IS NULL OR lease_until < clock_timestamp())
      ORDER BY state = 'carrying', made_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, state, carried_blocks AS "carriedBlocks", attempt, made_by AS "madeBy",
      organisation_id AS "organisationId", adds_unknown AS "addsUnknown", size, reading, columns, rows_read AS "rowsRead",
      rows_empty AS "rowsEmpty",
      (SELECT count(*)::integer FROM import_block WHERE import_id = import.id) AS blocks,
      (SELECT coalesce(max(last_row), 0) FROM import_block WHERE import_id = import.id) AS "lastRow"`.execute(
    call.db,
  );
  return found.rows[0] === undefined ? undefined : taken.parse(found.rows[0]);
}

type Held = { id: string; attempt: number };

/** Notes how far it is, and that somebody is at it. false: it was given up, or taken over by another. */
export async function moveImport(
  call: Call,
  { id, attempt }: Held,
  far: { progress: number; rowsRead: number; rowsEmpty: number },
): Promise<boolean> {
  const moved = await sql`
    UPDATE import SET progress = ${far.progress}, rows_read = ${far.rowsRead}, rows_empty = ${far.rowsEmpty},
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    WHERE id = ${id} AND attempt = ${attempt} AND state = 'checking'`.execute(call.db);
  return moved.numAffectedRows === 1n;
}

/** Keeps others from an import until the transaction ends. false: it was given up, or taken over by another. */
export async function holdImport(
  call: Call,
  { id, attempt }: Held,
  state: 'checking' | 'carrying' = 'checking',
): Promise<boolean> {
  const held = await sql`
    SELECT FROM import WHERE id = ${id} AND attempt = ${attempt} AND state = ${state} FOR UPDATE`.execute(
    call.db,
  );
  return held.rows.length === 1;
}

/** Writes the good ones of some checked rows. */
export async function insertBlock(
  call: Call,
  { id }: Held,
  { place, lastRow, rows }: { place: number; lastRow: number; rows: WishedRow<object>[] },
): Promise<void> {
  const wishes: object[] = [];
  const places = new Map<string, number>();
  const wishOf = rows.map(({ wish }) => {
    const text = JSON.stringify(wish);
    const known = places.get(text) ?? wishes.push(wish) - 1;
    places.set(text, known);
    return known;
  });
  await sql`INSERT INTO import_block (import_id, place, last_row, rows, line_ids, written, wish_of, wishes)
    VALUES (${id}, ${place}, ${lastRow}, ${rows.map(({ row }) => row)}, ${rows.map(({ lineId }) => lineId)}::uuid[],
      ${rows.map(({ written }) => written.slice(0, 200))}::text[], ${wishOf}, ${JSON.stringify(wishes)})`.execute(
    call.db,
  );
}

export type BadRowToKeep = BadRow & { values?: object };

/** Writes rows that cannot be carried out; one that is written already stays as it is. */
export async function insertBadRows(call: Call, { id }: Held, bad: BadRowToKeep[]): Promise<void> {
  // Many rows share what the rules say of them.
  const texts = new Map<object, string>();
  const textOf = (values: object | undefined): string | null => {
    if (!values) return null;
    const text = texts.get(values) ?? JSON.stringify(values);
    texts.set(values, text);
    return text;
  };
  for (let at = 0; at < bad.length; at += 2000) {
    const some = bad.slice(at, at + 2000);
    await sql`INSERT INTO import_bad_row (import_id, row, code, written, values)
      SELECT ${id}, * FROM unnest(${some.map(({ row }) => row)}::integer[], ${some.map(({ code }) => code)}::text[],
        ${some.map(({ written }) => written.slice(0, 200))}::text[],
        ${some.map(({ values }) => textOf(values))}::jsonb[])
      ON CONFLICT DO NOTHING`.execute(call.db);
  }
}

const block = z.object({
  rows: z.array(z.int()),
  lineIds: z.array(z.string()),
  written: z.array(z.string()),
  wishOf: z.array(z.int()),
  wishes: z.array(z.unknown()),
});

/** All rows of the blocks of an import, in their order. */
export async function wishedRows<Wish>(
  call: Call,
  held: { id: string },
  wishSchema: z.ZodType<Wish>,
): Promise<WishedRow<Wish>[]> {
  const rows: WishedRow<Wish>[] = [];
  for (let place = 0; ; place += 1) {
    const some = await rowsOfBlock(call, held, place, wishSchema);
    if (!some) return rows;
    rows.push(...some);
  }
}

/** Its blocks are written anew. */
export async function deleteBlocks(call: Call, { id }: Held): Promise<void> {
  await sql`DELETE FROM import_block WHERE import_id = ${id}`.execute(call.db);
}

/** The good rows of one block, each with what it wants; undefined behind the last block. */
export async function rowsOfBlock<Wish>(
  call: Call,
  { id }: { id: string },
  place: number,
  wishSchema: z.ZodType<Wish>,
): Promise<WishedRow<Wish>[] | undefined> {
  const { rows: blocks } = await sql`
    SELECT rows, line_ids AS "lineIds", written, wish_of AS "wishOf", wishes FROM import_block
    WHERE import_id = ${id} AND place = ${place}`.execute(call.db);
  const [found] = blocks;
  if (!found) return undefined;
  const { lineIds, written, wishOf, ...kept } = block.parse(found);
  const wishes = kept.wishes.map((wish) => wishSchema.parse(wish));
  return lineIds.flatMap((lineId, at) => {
    const [row, wish] = [kept.rows[at], wishes[wishOf[at] ?? 0]];
    return row === undefined || wish === undefined ? [] : [{ row, lineId, written: written[at] ?? '', wish }];
  });
}

/** Blocks of users or cost centres are carried out. */
export async function keepCarried(
  call: Call,
  { id }: Held,
  { blocks, carried }: { blocks: number; carried: number },
): Promise<void> {
  await sql`UPDATE import SET carried_blocks = ${carried}, progress = ${carried / Math.max(1, blocks)},
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    WHERE id = ${id}`.execute(call.db);
}

/** Lets go of an import that is not at its end: others have their turn. */
export async function releaseImport(call: Call, { id, attempt }: Held): Promise<void> {
  await sql`UPDATE import SET lease_until = NULL WHERE id = ${id} AND attempt = ${attempt}`.execute(call.db);
}

/** All of it is carried out. */
export async function endCarrying(call: Call, { id }: Held): Promise<void> {
  await sql`UPDATE import SET state = 'submitted', progress = 1, lease_until = NULL WHERE id = ${id}`.execute(
    call.db,
  );
}

/** What came of a check: the price of options, or who is given what. */
export type CheckOutcome = { quoteId: string | null; rowsSame: number; targets: TargetSummary | null };

/** All rows are checked, and priced or planned. */
export async function endCheck(
  call: Call,
  { id }: Held,
  { quoteId, rowsSame, targets }: CheckOutcome,
): Promise<void> {
  await sql`UPDATE import SET state = 'checked', quote_id = ${quoteId}, rows_same = ${rowsSame},
      targets = ${targets && JSON.stringify(targets)}, progress = 1, lease_until = NULL
    WHERE id = ${id}`.execute(call.db);
}

/** The file as a whole cannot be used, or its maker may not do any more what it asks. */
export async function refuseImport(call: Call, { id, attempt }: Held, refusal: KeptRefusal): Promise<void> {
  await sql`UPDATE import SET state = 'refused', refusal = ${JSON.stringify(refusal)}, lease_until = NULL
    WHERE id = ${id} AND attempt = ${attempt} AND state IN ('checking', 'carrying')`.execute(call.db);
}

/** Its rows that can be carried out and those that cannot. */
export async function countRows(call: Call, { id }: { id: string }): Promise<{ good: number; bad: number }> {
  const counted = await sql<{ good: number; bad: number }>`
    SELECT rows_read - rows_empty - rows_same - bad AS good, bad
    FROM import, LATERAL (SELECT count(*)::integer AS bad FROM import_bad_row WHERE import_id = import.id) AS counted
    WHERE id = ${id}`.execute(call.db);
  return counted.rows[0] ?? { good: 0, bad: 0 };
}
