import { sql } from 'kysely';
import { askExport } from '../server/exports/ask-export.ts';
import { type AskExport, askExportSchema, type Export } from '../server/exports/contract.ts';
import { downloadExport } from '../server/exports/download-export.ts';
import { writeExports, type WriterParts } from '../server/exports/write-exports.ts';
import type { Call, Db, Person } from '../server/platform/call.ts';
import { settableClock } from '../server/platform/clock.ts';
import { newId } from '../server/platform/id.ts';
import { aLine, now, type TestCompany, withLines } from './fleet.ts';

/** Asks for the whole list as CSV, unless said otherwise. */
export function ask(call: Call<Person>, more: Partial<AskExport> = {}): Promise<Export> {
  return askExport(call, anExport(more));
}

export function anExport(more: Partial<AskExport> = {}): AskExport {
  const whole = { filter: {}, except: [] };
  return {
    ...askExportSchema.parse({ id: newId(), selection: whole, format: 'csv', locale: 'fr' }),
    ...more,
  };
}

/** Lets a worker write all that is asked for. */
export async function writeAll(
  db: Db,
  at: Date = now,
  onScheduledEnd?: WriterParts['onScheduledEnd'],
): Promise<void> {
  const parts: WriterParts = { db, clock: settableClock(at), ...(onScheduledEnd && { onScheduledEnd }) };
  while (await writeExports(parts));
}

/** The file as its person downloads it. */
export async function fileOf(call: Call<Person>, exportId: string): Promise<Buffer> {
  const { body } = await downloadExport(call, { exportId });
  return bytesOf(body);
}

export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** So many lines that their file has several pieces. */
export async function manyLines(db: Db, company: TestCompany, count = 6000): Promise<void> {
  await withLines(db, ...Array.from({ length: count }, () => aLine(company)));
}

/** As if its worker had given no sign of life for long. */
export async function loseWorker(db: Db, exportId: string): Promise<void> {
  await sql`UPDATE export SET lease_until = clock_timestamp() - interval '1 second' WHERE id = ${exportId}`.execute(
    db,
  );
}
