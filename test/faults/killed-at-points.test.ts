import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Call, Person } from '../../server/platform/call.ts';
import { testDatabase } from '../database.ts';
import { mailServer } from '../mail-server.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong, openItems, order } from './load.ts';
import { namedPoints } from './named-points.ts';
import { ended, workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills at each named point');
const database = await testDatabase();
const { db, url } = database;
const workers = workerProcesses();
const mails = await mailServer();

for (const [place, point] of namedPoints.entries()) {
  test(
    `killed ${kills} times ${point}: nothing is lost, done twice or told twice (seed ${seed})`,
    async () => {
      const chance = chanceFrom(seed + place);
      const { manager, lines } = await aFleet(db, 30);
      for (let kill = 0; kill < kills; kill += 1) {
        const nth = ['before call', 'after call'].includes(point) ? 1 + Math.floor(chance() * 20) : 1;
        // Elsewhere a kill may meet a mail on its way: such a one is never sent again by itself (server/platform/mail).
        const post = point === 'before mail' ? { smtpUrl: mails.url } : {};
        const worker = workers.start({ url, point, nth, latencyMs: 5, ...post });
        await works(worker);
        // Something to do until it is there.
        while (worker.signalCode === null) {
          if ((await openItems(db)) === 0) await toggle(manager, lines);
          await Promise.race([ended(worker), sleep(300)]);
        }
      }
      const survivor = workers.start({ url, smtpUrl: mails.url, latencyMs: 5 });
      expect(await whatWentWrong(db)).toEqual({});
      await expect.poll(unsent, { timeout: 30_000, interval: 100 }).toBe(0);
      await workers.kill(survivor);
      const ids = mails.taken.map(({ messageId }) => messageId);
      expect(new Set(ids).size, 'mails sent once each').toBe(ids.length);
      expect(ids).toHaveLength(await written());
      tell(`worker killed ${point}`, { kills, mails: ids.length });
    },
    60_000 + kills * 5_000,
  );
}

async function toggle(manager: Call<Person>, lines: string[]): Promise<void> {
  const spam = ['spam-filter'];
  const added = await order(manager, lines, { add: spam });
  if (added === 0) await order(manager, lines, { remove: spam });
}

async function unsent(): Promise<number> {
  const rows = await db.selectFrom('mail').select('id').where('state', '<>', 'sent').execute();
  return rows.length;
}

async function written(): Promise<number> {
  return (await db.selectFrom('mail').select('id').execute()).length;
}
