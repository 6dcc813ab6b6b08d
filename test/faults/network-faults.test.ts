import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ctrlFrame } from '../../server/provisioning/connectors/ctrl-frames.ts';
import { networkOf } from '../../server/provisioning/network-file.ts';
import { hearNetwork } from '../../server/provisioning/provisioning.ts';
import { ctrlServer } from '../connectors/ctrl-server.ts';
import { testDatabase } from '../database.ts';
import { systemCall } from '../fleet.ts';
import { startOss } from '../oss/oss-server.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aSwitchedFleet, carryOutThrough, patience } from './network/through-troubles.ts';
import { type Trouble, troubledNetwork, troubles } from './network/troubled-network.ts';
import { ctrlMessages, httpMessages } from './network/whole-messages.ts';
import { elementListener } from './workbench.ts';

const calls = lengthOf('calls over a troubled network');
const database = await testDatabase({ poolSize: 12 });
const { db, url } = database;
const listener = await elementListener(url);
const limits = `{ concurrency: 8, ratePerSecond: 100000, timeoutMs: ${patience} }`;

const words = `${calls} calls over a network with every trouble: nothing lost, made twice, out of turn or stuck`;

test(
  `osmo-hlr, ${words} (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed);
    const hlr = await ctrlServer();
    const troubled = await troubledNetwork({
      port: hlr.port,
      messages: ctrlMessages,
      nonsense: noCtrl,
      chance,
      oneIn: 25,
      patience,
    });
    const fleet = await aSwitchedFleet(database, 40);
    for (const { sim, msisdn } of fleet.lines) hlr.rows.set(sim.imsi ?? '', { msisdn, cs: '1', ps: '1' });
    const network = networkOf(
      'network.yaml',
      `elements: [{ name: hlr, kind: osmo-hlr, address: '127.0.0.1:${troubled.port}', limits: ${limits},
        services: { data-barred: { on: ps-enabled=0, off: ps-enabled=1 } } }]\ndefault: hlr`,
    );
    const run = await carryOutThrough({ ...troubled, database, listener, network, calls, fleet, chance });
    await troubled.close();
    await hlr.close();

    expect(run.wrong).toEqual({});
    const switched = new Map<string, string[]>();
    for (const request of hlr.requests) {
      const [, imsi = '', value = ''] =
        /^SET subscriber\.by-imsi-(\d+)\.ps-enabled ([01])$/.exec(request) ?? [];
      const values = switched.get(imsi) ?? [];
      switched.set(imsi, values);
      // What is set once more to what it is already changes nothing: that is how sending it again makes it once.
      if (imsi && (values.at(-1) ?? '1') !== value) values.push(value);
    }
    const ordered = await changesBy('imsi', 'hlr');
    expect(fleet.lines.map(({ sim: { imsi } }) => [imsi, switched.get(imsi ?? '') ?? []])).toEqual(
      fleet.lines.map(({ sim: { imsi } }) => [
        imsi,
        ordered.get(imsi ?? '')?.map(({ on }) => (on ? '0' : '1')) ?? [],
      ]),
    );
    report('osmo-hlr', run, troubled.counts, ordered);
  },
  60_000 + calls * 200,
);

test(
  `TMF641, ${words} (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed + 1);
    // It takes whatever comes, twice if it comes twice.
    const oss = await startOss({ takesOnce: false });
    const troubled = await troubledNetwork({
      port: Number(new URL(oss.address).port),
      messages: httpMessages,
      nonsense: noHttp,
      chance,
      oneIn: 12,
      patience,
    });
    const fleet = await aSwitchedFleet(database, 40);
    for (const { sim, msisdn } of fleet.lines) oss.sims.set(sim.iccid, { msisdn, imsi: sim.imsi, has: {} });
    const address = oss.address.replace(/:\d+\//, `:${troubled.port}/`);
    const network = networkOf(
      'network.yaml',
      `elements: [{ name: oss, kind: tmf641, address: '${address}', limits: ${limits}, lookAgainSeconds: 1,
        services: { data-barred: { specification: CFS-NO-DATA } } }]\ndefault: oss`,
    );
    const finished: string[] = [];
    const works = setInterval(() => void workOn(), 10);
    const run = await carryOutThrough({ ...troubled, database, listener, network, calls, fleet, chance });
    clearInterval(works);
    await troubled.close();
    await oss.close();

    expect(run.wrong).toEqual({});
    const ordered = await changesBy('iccid', 'oss');
    const items = [...ordered.values()].flat();
    const made = Map.groupBy(finished, (id) => id);
    const wrongly = items.filter(({ id }) => made.get(id)?.length !== 1);
    // The ids of orders tell when they were taken (RFC 9562 §5.7).
    expect(wrongly.map(({ id }) => [id, ...oss.ordersOf(id).map((order) => order.id)])).toEqual([]);
    expect(finished).toHaveLength(items.length);
    const places = new Map(finished.map((id, place) => [id, place]));
    for (const changes of ordered.values()) {
      const inTurn = changes.map(({ id }) => places.get(id) ?? -1);
      expect(inTurn).toEqual(inTurn.toSorted((a, b) => a - b));
    }
    expect(fleet.lines.map(({ sim }) => oss.sims.get(sim.iccid)?.has)).toEqual(
      fleet.lines.map(({ sim }) => (ordered.get(sim.iccid)?.at(-1)?.on ? { 'CFS-NO-DATA': true } : {})),
    );
    expect(oss.breaches).toEqual([]);
    report('TMF641', run, troubled.counts, ordered);

    /** It takes its time, tells of most orders, of some twice, and of some not at all. */
    async function workOn(): Promise<void> {
      for (const order of oss.orders.values()) {
        if (order.state !== 'acknowledged' || chance() < 0.5) continue;
        oss.finish(order);
        finished.push(order.externalId);
        for (let told = 0; told < Math.floor(chance() * 3); told += 1)
          await hearNetwork({ ...systemCall(db), now: new Date() }, 'oss', { itemId: order.externalId });
      }
    }
  },
  60_000 + calls * 200,
);

type Change = { id: string; on: boolean };

/** What was carried out at an element, by SIM, in the order in which it was asked for. */
async function changesBy(name: 'imsi' | 'iccid', element: string): Promise<Map<string, Change[]>> {
  const { rows } = await sql<Change & { sim: string }>`
    SELECT i.id, sim.${sql.ref(name)} AS sim, i.actions -> 0 ->> 'action' = 'add' AS on
    FROM order_item i JOIN sim ON sim.iccid = i.iccid
    WHERE i.state = 'completed' AND i.element = ${element} ORDER BY i.sequence`.execute(db);
  return Map.groupBy(rows, ({ sim }) => sim);
}

function report(
  element: string,
  { calls: called, unclearBy }: Awaited<ReturnType<typeof carryOutThrough>>,
  counts: Record<Trouble, number>,
  ordered: Map<string, Change[]>,
): void {
  const items = [...ordered.values()].reduce((sum, changes) => sum + changes.length, 0);
  tell(`network to ${element}`, { calls: called, items, ...unclearBy, ...counts });
  expect(troubles.filter((trouble) => counts[trouble] === 0)).toEqual([]);
}

function noCtrl(chance: () => number): Buffer {
  const pick = Math.floor(chance() * 4);
  if (pick === 0) return randomBytes(40);
  if (pick === 1) return ctrlFrame('it works!');
  return pick === 2 ? Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') : Buffer.from([0, 0, 0xee, 0]);
}

function noHttp(chance: () => number): Buffer {
  const page = '<html><body>Please sign in to the guest network</body></html>';
  const pick = Math.floor(chance() * 4);
  if (pick === 0) return randomBytes(200);
  if (pick === 1) return Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${page.length}\r\n\r\n${page}`);
  if (pick === 2) return Buffer.from(`HTTP/1.1 502 Bad Gateway\r\ncontent-length: 1\r\n\r\n{}`);
  return Buffer.from('HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{"id": \r\n');
}
