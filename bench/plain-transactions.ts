import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { World } from './world.ts';

/** Makes the tables of the reference: as many rows as items, one index each. */
export async function preparePlain({ database: { pool }, sizes }: World): Promise<void> {
  await pool.query(`CREATE TABLE bench_row (id integer PRIMARY KEY, state text NOT NULL, changes integer NOT NULL);
    CREATE TABLE bench_history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, row_id integer NOT NULL, at timestamptz NOT NULL, note text NOT NULL)`);
  await pool.query(`INSERT INTO bench_row SELECT n, 'new', 0 FROM generate_series(1, $1) AS n`, [
    sizes.lines,
  ]);
  await pool.query('VACUUM ANALYZE bench_row');
}

/**
 * One UPDATE and one INSERT in each transaction, 8 clients, prepared statements: transactions a second, by pgbench where there is one, else by
 * a process of Node with eight connections, which costs more of the processor than pgbench does.
 */
export async function plainTransactions(world: World): Promise<{ perSecond: number; by: string }> {
  return hasPgbench() ? withPgbench(world) : withNode(world);
}

function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version']).status === 0;
}

async function withPgbench({ url, sizes }: World): Promise<{ perSecond: number; by: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'flottille-pgbench-'));
  const script = join(folder, 'script.sql');
  await writeFile(
    script,
    `\\set id random(1, ${sizes.lines})
BEGIN;
UPDATE bench_row SET state = 'completed', changes = changes + 1 WHERE id = :id;
INSERT INTO bench_history (row_id, at, note) VALUES (:id, now(), 'completed');
END;
`,
  );
  const each = Math.ceil(sizes.lines / 8);
  const options = ['-n', '-M', 'prepared', '-c', '8', '-j', '2', '-t', String(each), '-f', script, url];
  const child = spawn('pgbench', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await rm(folder, { recursive: true });
  const [, tps] = /tps = ([\d.]+)/.exec(said) ?? [];
  if (!tps) throw new Error(`pgbench did not measure: ${complained}`);
  return { perSecond: Number(tps), by: 'pgbench' };
}

async function withNode(world: World): Promise<{ perSecond: number; by: string }> {
  const client = await world.start('plain-client.ts', { url: world.url, rows: world.sizes.lines });
  await client.end();
  return {
    perSecond: z.object({ perSecond: z.number() }).parse(JSON.parse(client.said)).perSecond,
    by: 'Node',
  };
}
