import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { counting, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { workbench } from '../../test/faults/workbench.ts';
import { openDatabase } from '../platform/database/database.ts';
import { startProvisioning } from './start-provisioning.ts';

const database = await testDatabase();
const { db } = database;
const { clock } = workbench(database);

test('a worker without its database asks for it now and then, not as fast as it can', async () => {
  const own = await openDatabase(database.url, { poolSize: 4 });
  let complaints = 0;
  const log = { info: () => {}, warn: () => void (complaints += 1), error: () => {} };
  const fleet = await storeFleet(db, 20);
  await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({});
  const work = startProvisioning({
    database: own,
    connectors: { simulator: element },
    hearers: counting,
    clock,
    log,
    settings: { pollMs: 20 },
  });
  await expect.poll(() => element.calls.length).toBeGreaterThan(0);
  await own.close();
  await expect.poll(() => complaints).toBeGreaterThan(0);
  complaints = 0;
  await sleep(1_000);
  expect(complaints).toBeLessThan(40);
  void work.stop();
});
