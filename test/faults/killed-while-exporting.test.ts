import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readExport } from '../../server/exports/read-exports.ts';
import { exportLines } from '../../server/finding/export-lines.ts';
import { testDatabase } from '../database.ts';
import { anExport, ask, bytesOf, fileOf, loseWorker, manyLines } from '../exports.ts';
import { aCompany } from '../fleet.ts';
import { aPerson } from '../orders.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills while an export is written');
const { db, url } = await testDatabase();
const workers = workerProcesses();

test(
  `a worker killed ${kills} times in the middle of a file: the next one writes it whole, nothing of it twice, told once (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed);
    const company = await aCompany(db);
    await manyLines(db, company, 12_000);
    const person = await aPerson(db, company);
    const { id: _, ...whole } = anExport();
    const expected = await bytesOf((await exportLines(person, whole)).body);
    let killed = 0;
    for (let tries = 0; killed < kills && tries < kills * 10; tries += 1) {
      const victim = workers.start({ url, latencyMs: 0, writes: true });
      await works(victim);
      const { id } = await ask({ ...person, now: new Date() });
      while ((await sizeOf(id)) === 0) await sleep(1);
      await sleep(chance() * 40);
      await workers.kill(victim);
      const isMiddle = (await stateOf(id)) === 'writing';
      if (isMiddle) killed += 1;
      await loseWorker(db, id);
      const both = [1, 2].map(() => workers.start({ url, latencyMs: 0, writes: true }));
      await expect.poll(() => stateOf(id), { timeout: 60_000, interval: 20 }).toBe('ready');
      for (const worker of both) await workers.kill(worker);
      const today = { ...person, now: new Date() };
      expect((await fileOf(today, id)).equals(expected)).toBe(true);
      expect(await readExport(today, { exportId: id })).toMatchObject({
        rowsWritten: 12_000,
        size: expected.length,
      });
      expect(await piecesOf(id), 'nothing is left of the first').toBe(expected.length);
      expect(await toldOf(id)).toBe(1);
      await sql`DELETE FROM export`.execute(db);
    }
    tell('killed while an export is written', { kills: killed });
    expect(killed).toBe(kills);
  },
  60_000 + kills * 30_000,
);

async function one<T>(query: ReturnType<typeof sql<{ value: T }>>): Promise<T | undefined> {
  return (await query.execute(db)).rows[0]?.value;
}

async function sizeOf(id: string): Promise<number> {
  return (await one(sql<{ value: number }>`SELECT size AS value FROM export WHERE id = ${id}`)) ?? 0;
}

function stateOf(id: string): Promise<string | undefined> {
  return one(sql<{ value: string }>`SELECT state AS value FROM export WHERE id = ${id}`);
}

function piecesOf(id: string): Promise<number | undefined> {
  return one(
    sql<{
      value: number;
    }>`SELECT sum(length(bytes))::bigint AS value FROM export_chunk WHERE export_id = ${id}`,
  );
}

function toldOf(id: string): Promise<number | undefined> {
  return one(
    sql<{
      value: number;
    }>`SELECT count(*) AS value FROM mail WHERE dedupe_key LIKE ${`export-ended:${id}:%`}`,
  );
}
