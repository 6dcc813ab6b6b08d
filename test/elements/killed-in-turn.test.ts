import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { provideLines } from '../../server/demo/demo.ts';
import { submitOrder } from '../../server/orders/submit-order.ts';
import { newId } from '../../server/platform/id.ts';
import { Refusal } from '../../server/platform/refusal.ts';
import { openConnectors, readNetwork } from '../../server/provisioning/provisioning.ts';
import { testDatabase } from '../database.ts';
import { chanceFrom, lengthOf, seed, tell } from '../faults/lengths.ts';
import { heldItems, openItems } from '../faults/load.ts';
import { workerProcesses, works } from '../faults/worker-process.ts';
import { aCompany, aLine, systemCall, withLines } from '../fleet.ts';
import { aPerson, quoteFor } from '../orders.ts';
import { hlrNetworkFile } from './hlr-network.ts';
import { startRealHlr } from './real-hlr.ts';

const kills = lengthOf('osmo-hlr and worker killed in turn');
const chance = chanceFrom(seed);
const hlr = await startRealHlr();
afterAll(() => hlr.stop());
const { db, url } = await testDatabase();
const workers = workerProcesses();
// Shorter than the lease of these workers.
const networkFile = hlrNetworkFile(hlr.address, '{ concurrency: 16, timeoutMs: 300 }');
const network = await readNetwork(networkFile);

test(
  `after ${kills} kills of osmo-hlr and of the worker in turn the HLR has exactly what the lines show (seed ${seed})`,
  async () => {
    const company = await aCompany(db);
    const manager = await aPerson(db, company);
    const lines = Array.from({ length: 300 }, () => aLine(company));
    const ids = await withLines(db, ...lines);
    const connectors = await openConnectors(network, { databaseUrl: url, simulatorLatencyMs: 0 });
    expect((await provideLines(systemCall(db), network, connectors, () => {})).given.get('hlr')).toBe(300);
    await connectors['hlr']?.close();

    let items = 0;
    let meetings = 0;
    let freezes = 0;
    let worker = workers.start({ url, networkFile });
    await works(worker);
    for (let kill = 0; kill < kills; kill += 1) {
      while ((await openItems(db)) < 250) items += await orderSome();
      await sleep(chance() * 250);
      // The element may just be left alone after the last kill.
      for (let wait = 0; (await heldItems(db)) === 0 && wait < 200; wait += 1) await sleep(10);
      meetings += (await heldItems(db)) > 0 ? 1 : 0;
      const turn = kill % 3;
      if (turn === 0) {
        await workers.kill(worker);
        worker = workers.start({ url, networkFile });
        await works(worker);
      } else if (turn === 1) {
        await hlr.kill();
        await sleep(chance() * 300);
        await hlr.start();
      } else {
        // What the dead worker had sent lies in the element when the next one comes.
        freezes += 1;
        hlr.freeze();
        await sleep(chance() * 100);
        await workers.kill(worker);
        worker = workers.start({ url, networkFile });
        await works(worker);
        await sleep(300 + chance() * 600);
        hlr.thaw();
      }
    }
    await expect.poll(() => openItems(db), { timeout: 180_000, interval: 100 }).toBe(0);
    worker.kill('SIGTERM');
    if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');

    const barred = await sql<{ imsi: string; msisdn: string; cs: number; ps: number }>`
      SELECT sim.imsi, line.msisdn, 1 AS cs, ('block-data' <> ALL(line_state.option_codes))::integer AS ps
      FROM line JOIN line_state ON line_id = line.id JOIN sim ON sim.iccid = line.iccid ORDER BY imsi`.execute(
      db,
    );
    expect(hlr.subscribers()).toEqual(barred.rows);
    const states = await sql<{ state: string; items: number }>`
      SELECT state, count(*)::integer AS items FROM order_item GROUP BY state`.execute(db);
    expect(states.rows).toEqual([{ state: 'completed', items }]);
    const passed = await sql`SELECT line_id FROM (
        SELECT line_id, ended_at, lag(ended_at) OVER (PARTITION BY line_id ORDER BY sequence) AS before
        FROM order_item) AS ended WHERE before > ended_at`.execute(db);
    expect(passed.rows).toEqual([]);
    expect(meetings, 'kills that met items in hand').toBeGreaterThan(kills / 2);
    tell('osmo-hlr and worker killed in turn', { kills, items, meetings, freezes });

    /** Data barred for those who have it and given back to those who have not. */
    async function orderSome(): Promise<number> {
      const from = Math.floor(chance() * 200);
      const some = ids.slice(from, from + 100);
      const wanted = chance() < 0.5 ? { add: ['block-data'] } : { remove: ['block-data'] };
      const call = { ...manager, now: new Date() };
      const quote = await quoteFor(call, some, wanted);
      if (quote.eligibleCount === 0) return 0;
      try {
        await submitOrder(call, { quoteId: quote.id, key: newId(), network });
        return quote.eligibleCount;
      } catch (error) {
        if (error instanceof Refusal && error.code === 'lines-moved') return 0;
        throw error;
      }
    }
  },
  180_000 + kills * 10_000,
);
