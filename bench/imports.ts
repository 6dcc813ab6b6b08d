import { sql } from 'kysely';
import { beginCheck } from '../server/imports/begin-check.ts';
import { checkImports } from '../server/imports/check-rows.ts';
import { readImport } from '../server/imports/read-import.ts';
import { receiveFile } from '../server/imports/receive-file.ts';
import { submitImport } from '../server/imports/submit-import.ts';
import { newId } from '../server/platform/id.ts';
import { onlySimulator } from '../server/provisioning/provisioning.ts';
import { systemCall } from '../test/fleet.ts';
import { insertSame } from './large-orders.ts';
import { type Measure, median, timed } from './measure.ts';
import { untilEnded, type World } from './world.ts';

/**
 * A CSV file with a row for each of the lines: sent and checked to the price (preview), and ordered (done), in this process; against the set-based
 * INSERT of the same items, into a table with the same indexes.
 */
export async function imports(world: World): Promise<Measure[]> {
  const { big, sizes, database } = world;
  const { rows } = await sql<{ msisdn: string }>`
    SELECT msisdn FROM line WHERE id = ANY(${big.lineIds}::uuid[])`.execute(database.db);
  const times: Record<'preview' | 'done' | 'same', number[]> = { preview: [], done: [], same: [] };
  let peak = 0;
  for (let round = 0; round < sizes.rounds; round += 1) {
    // Whoever has it loses it in the next round.
    const column = round % 2 === 0 ? 'add' : 'remove';
    const file = `number;${column}\n${rows.map(({ msisdn }) => `0${msisdn.slice(2)};hide-number\n`).join('')}`;
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss() - before);
    }, 20);
    const { importId, preview, done, orderId } = await ordered(world, file);
    clearInterval(watch);
    times.preview.push(preview);
    times.done.push(preview + done);
    const worker = await world.worker();
    await untilEnded(world, orderId, 20);
    await worker.end();
    times.same.push(await insertSame(world, orderId));
    await sql`DELETE FROM import WHERE id = ${importId}`.execute(database.db);
    await sql`VACUUM ANALYZE`.execute(database.db);
  }
  const measure = (name: string, ours: number[]): Measure => ({
    name,
    ratio: median(ours) / median(times.same),
    target: { atMost: 4 },
    ours: median(ours),
    reference: median(times.same),
    unit: 'ms',
    note: `${sizes.lines} rows, reference inserts the items; at most ${Math.round(peak / 1e6)} MB more memory`,
  });
  return [measure('import-preview', times.preview), measure('import-done', times.done)];
}

async function ordered({ big, database: { db } }: World, file: string) {
  const now = new Date();
  const manager = { ...big.manager, now };
  const request = new Request('http://bench.test/api/imports', { method: 'POST', body: file });
  let importId = '';
  const preview = await timed(async () => {
    const made = await receiveFile(manager, { name: 'bench.csv', pasted: 'false' }, request);
    importId = made.id;
    await beginCheck(manager, { importId });
    await checkImports({ ...systemCall(db), now });
  });
  const checked = await readImport(manager, { importId });
  if (checked.rowsBad > 0) throw new Error(`rows cannot be carried out: ${JSON.stringify(checked.problems)}`);
  let orderId = '';
  const done = await timed(async () => {
    const made = await submitImport(manager, { importId, key: newId(), again: true, network: onlySimulator });
    orderId = made.orderId ?? '';
  });
  return { importId, preview, done, orderId };
}
