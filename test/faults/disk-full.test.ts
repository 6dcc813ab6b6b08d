import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Call, Person } from '../../server/platform/call.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, fillUp, openItems, whatWentWrong } from './load.ts';
import { type OwnServer, ownServer } from './own-server.ts';
import { workerProcesses, works } from './worker-process.ts';

const times = lengthOf('full disks');
const chance = chanceFrom(seed);
const disk = mkdtempSync(join(tmpdir(), 'flottille-disk-'));
chmodSync(disk, 0o755);
// Only root can make a small disk.
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=755', 'tmpfs', disk]).status === 0;
const filler = join(disk, 'filler');
let server: OwnServer | undefined;
const workers = workerProcesses();

afterAll(async () => {
  rmSync(filler, { force: true });
  await server?.stop();
  if (isMounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

test.runIf(isMounted)(
  `after ${times} full disks under load, and room made again, nothing is lost or done twice (seed ${seed})`,
  async () => {
    const folder = join(disk, 'data');
    mkdirSync(folder);
    let running = await ownServer(folder);
    server = running;
    const { manager, lines } = await aFleet(running.database.db, 300);
    let items = 0;
    let restarts = 0;
    for (let time = 0; time < times; time += 1) {
      const { url, database } = running;
      const person: Call<Person> = { ...manager, db: database.db };
      items += await fillUp(database.db, person, lines, 300, chance);
      const some = [workers.start({ url }), workers.start({ url })];
      await Promise.all(some.map(works));
      await sleep(chance() * 300);
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']);
      await sleep(500 + chance() * 1_500);
      rmSync(filler);
      let isBack = await running.isBack();
      // A backend may still end all of them because of what it could not write; then it is waited for once more.
      while (isBack && (await openItems(database.db).catch(() => Infinity)) > 100) {
        await sleep(50);
        isBack = await running.isBack();
      }
      if (isBack) {
        await Promise.all(some.map((worker) => workers.kill(worker)));
      } else {
        // The portal has ended with a sentence about the disk; somebody starts it again.
        await Promise.all(some.map((worker) => workers.kill(worker)));
        await running.stop();
        running = await ownServer(folder);
        server = running;
        restarts += 1;
      }
    }
    const last = workers.start({ url: running.url });
    expect(await whatWentWrong(running.database.db)).toEqual({});
    await workers.kill(last);
    tell('disk full', { times, items, 'server started again by hand': restarts });
  },
  120_000 + times * 30_000,
);
