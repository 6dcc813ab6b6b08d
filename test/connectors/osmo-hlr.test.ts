import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import type { Sim } from '../../server/provisioning/connectors/connector.ts';
import { ctrlFrame } from '../../server/provisioning/connectors/ctrl-frames.ts';
import { hlrServices } from '../../server/provisioning/connectors/osmo-hlr-services.ts';
import { openOsmoHlr } from '../../server/provisioning/connectors/osmo-hlr.ts';
import type { RequestAction } from '../../server/provisioning/contract.ts';
import { ctrlServer, healthy } from './ctrl-server.ts';
import { keepsThePromise } from './promise.ts';

const server = await ctrlServer();
const services = hlrServices.parse({ 'data-barred': { on: 'ps-enabled=0', off: 'ps-enabled=1' } });
const open = () =>
  openOsmoHlr({
    host: '127.0.0.1',
    port: server.port,
    services,
    limits: { concurrency: 4, timeoutMs: 1_500 },
  });
const connector = open();
beforeEach(() => server.treat(null));
afterAll(async () => {
  await connector.close();
  await server.close();
});

let sims = 0;
function newSim(): Sim {
  sims += 1;
  const digits = String(sims).padStart(10, '0');
  return { iccid: `893298000${digits}`, imsi: `20698${digits}`, msisdn: `324${digits.slice(2)}` };
}

keepsThePromise('osmo-hlr, against a small CTRL server', {
  open: () => Promise.resolve(open()),
  newSim,
  service: { name: 'data-barred', on: 'on' },
  record: ({ imsi }) => {
    const row = server.rows.get(imsi ?? '');
    const has = row && { 'cs-enabled': Number(row.cs), 'ps-enabled': Number(row.ps) };
    return Promise.resolve(row && has ? { msisdn: row.msisdn, has } : null);
  },
});

const patient = new AbortController().signal;
const barring: RequestAction = {
  action: 'add',
  code: 'block-data',
  services: [{ service: 'data-barred', value: 'on' }],
};
const request = (sim: Sim, ...actions: RequestAction[]) => ({ itemId: newId(), ...sim, actions });
async function known(): Promise<Sim> {
  const sim = newSim();
  expect(await connector.apply(request(sim, { action: 'create' }), patient)).toEqual({ done: true });
  return sim;
}
const done = { done: true };
const busy = { refused: 'element-busy', temporary: true };
const psOf = (sim: Sim) => server.rows.get(sim.imsi ?? '')?.ps;
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
/** A way to the server that can hang. As a network does, it delivers what was sent and not taken back, however late. */
async function aWay() {
  const held: (() => void)[] = [];
  let isHung = false;
  const inTime = (what: () => void) => void (isHung ? held.push(what) : what());
  const way = createServer({ allowHalfOpen: true }, (client) => {
    const element = connect({ port: server.port, host: '127.0.0.1' });
    let isReset = false;
    client.on('error', () => {
      isReset = true;
    });
    client.on('data', (piece) => inTime(() => void (isReset || element.write(piece))));
    client.on('end', () => inTime(() => client.end()));
    client.on('close', () => inTime(() => element.end()));
    element.on('data', (piece) => client.writable && client.write(piece));
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const { port } = way.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    hang: () => {
      isHung = true;
    },
    goOn: () => {
      isHung = false;
      for (const goesOn of held.splice(0)) goesOn();
    },
    close: () => void way.close(),
  };
}

describe('answers that come in an odd way are understood', () => {
  it('in single bytes, and several in one piece', async () => {
    const some = [await known(), await known(), await known()];
    const late: string[] = [];
    server.treat((socket, answer) => {
      late.push(answer);
      if (late.length < 3) return;
      const bytes = Buffer.concat(late.splice(0).map(ctrlFrame));
      void (async () => {
        for (const byte of bytes.subarray(0, 40)) {
          socket.write(Buffer.from([byte]));
          await sleep(1);
        }
        socket.write(bytes.subarray(40));
      })();
    });
    const answers = await Promise.all(some.map((sim) => connector.apply(request(sim, barring), patient)));
    expect(answers).toEqual([done, done, done]);
  });

  it('in another order, twice, with a message in between that nobody asked for', async () => {
    const some = [await known(), await known()];
    const waiting: string[] = [];
    server.treat((socket, answer) => {
      waiting.push(answer);
      if (waiting.length < 2) return;
      for (const text of [
        'TRAP 0 something happened',
        ...waiting
          .splice(0)
          .toReversed()
          .flatMap((each) => [each, each]),
      ])
        socket.write(ctrlFrame(text));
    });
    const looks = await Promise.all(some.map((sim) => connector.look(sim, patient)));
    expect(looks.map((found) => found?.msisdn)).toEqual(some.map(({ msisdn }) => msisdn));
  });

  it('too late for who asked, and not taken for the answer to somebody else', async () => {
    const [first, second] = [await known(), await known()];
    server.treatOnce(/GET/, (socket, answer) => void setTimeout(() => healthy(socket, answer, ''), 150));
    await expect(connector.look(first, AbortSignal.timeout(50))).rejects.toThrow(/aborted|timeout/i);
    await sleep(120);
    expect(await connector.look(second, patient)).toMatchObject({ msisdn: second.msisdn });
  });
});

describe('an outcome that nobody knows is never told as one', () => {
  it('and what was given up does not reach the element later, when the way to it is free again', async () => {
    const sim = await known();
    const way = await aWay();
    const far = openOsmoHlr({ ...way.address, services, limits: { concurrency: 4, timeoutMs: 300 } });
    expect(await far.look(sim, patient)).toMatchObject({ msisdn: sim.msisdn });
    way.hang();
    await expect(far.apply(request(sim, barring), AbortSignal.timeout(300))).rejects.toThrow(/timeout/);
    await sleep(50);
    way.goOn();
    await sleep(50);
    expect(psOf(sim)).toBe('1');
    await far.close();
    way.close();
  });

  it('nor does an element that takes the connection and says nothing end in a mistake of ours', async () => {
    const sim = await known();
    const way = await aWay();
    way.hang();
    const far = openOsmoHlr({ ...way.address, services, limits: { concurrency: 4, timeoutMs: 300 } });
    expect(await codeOf(far.look(sim, patient))).toMatch(/ETIMEDOUT|ECONNRESET/);
    way.goOn();
    expect(await far.look(sim, patient)).toMatchObject({ msisdn: sim.msisdn });
    await far.close();
    way.close();
  });

  it('the connection breaks after the change, before the answer', async () => {
    const sim = await known();
    server.treatOnce(/ps-enabled/, (socket) => void socket.resetAndDestroy());
    const change = request(sim, barring);
    expect(await codeOf(connector.apply(change, patient))).toBe('ECONNRESET');
    expect(await connector.readBack(change, patient)).toBe('done');
    expect(psOf(sim)).toBe('0');
  });

  it.each([
    ['text that is none of its words', ctrlFrame('HELLO 1 world')],
    ['an error that names no request', ctrlFrame('ERROR err Request type unknown')],
    ['bytes that are no frame', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a frame of another protocol', Buffer.from([0, 3, 0xfe, 1, 2, 3])],
    ['a frame of no length', Buffer.from([0, 0, 0xee, 0])],
  ])('when the answer is %s', async (_what, bytes) => {
    const sim = await known();
    server.treatOnce(/ps-enabled/, (socket) => void socket.write(bytes));
    expect(await codeOf(connector.apply(request(sim, barring), patient))).toBe('ECONNRESET');
    expect(await connector.apply(request(sim, barring), patient)).toEqual(done);
  });

  it('when what is said of a subscriber makes no sense', async () => {
    const sim = await known();
    server.treatOnce(/GET/, (socket, answer) => {
      socket.write(ctrlFrame(`GET_REPLY ${answer.split(' ')[1]} subscriber.info nam_cs\tperhaps`));
    });
    expect(await codeOf(connector.look(sim, patient))).toBe('ECONNABORTED');
  });

  it('when nothing is said any more: who waits gives up, the connection is made anew, and the next is answered', async () => {
    const sim = await known();
    server.treat(() => {});
    const change = request(sim, barring);
    const signal = AbortSignal.timeout(1_200);
    const [given, broken] = await Promise.all([
      connector.apply(change, signal).catch(String),
      codeOf(connector.look(sim, patient)),
    ]);
    expect(given).toMatch(/timeout/i);
    expect(broken).toBe('ECONNRESET');
    server.treat(null);
    expect(await connector.readBack(change, patient)).toBe('done');
  });

  it('nobody listens', async () => {
    const nobody = openOsmoHlr({ host: '127.0.0.1', port: 9, services });
    expect(await codeOf(nobody.look(newSim(), patient))).toBe('ECONNREFUSED');
    await nobody.close();
  });
});

describe('a refusal is told for what it is', () => {
  it.each([
    ['SET .*ps-enabled', 'An error has occurred.', [barring]],
    ['SET .*msisdn', 'Update MSISDN failed', [{ action: 'number' as const, msisdn: '32470009999' }]],
    ['subscriber.delete', 'Cannot delete subscriber.', [{ action: 'delete' as const }]],
  ])(
    'of %s while its database is busy: tried again later, nothing changed',
    async (fits, sentence, actions) => {
      const sim = await known();
      server.refuse(new RegExp(fits), sentence, 1);
      const before = { ...server.rows.get(sim.imsi ?? '') };
      expect(await connector.apply(request(sim, ...actions), patient)).toEqual(busy);
      expect(server.rows.get(sim.imsi ?? '')).toEqual(before);
    },
  );

  it('busy in the middle of a change it is tried on, until it is made or given up, and never told as refused', async () => {
    const sim = newSim();
    server.refuse(/SET .*msisdn/, 'Update MSISDN failed', 3);
    expect(await connector.apply(request(sim, { action: 'create' }), patient)).toEqual(done);
    expect(server.rows.get(sim.imsi ?? '')).toMatchObject({ msisdn: sim.msisdn });
    server.refuse(/SET .*msisdn/, 'Update MSISDN failed', 1000);
    const other = request(newSim(), { action: 'create' });
    await expect(connector.apply(other, AbortSignal.timeout(300))).rejects.toThrow(/aborted|timeout/i);
    expect(await connector.readBack(other, patient)).toBe('not-done');
    server.refuse(/none/, '', 0);
    expect(await connector.apply(other, patient)).toEqual(done);
  });

  it('a number with a plus and an IMSI that is none are refused for good, and leave nothing behind', async () => {
    const plus = { ...newSim(), msisdn: '+32470000001' };
    const short = { ...newSim(), imsi: '206' };
    for (const sim of [plus, short])
      expect(await connector.apply(request(sim, { action: 'create' }), patient)).toEqual({
        refused: 'network-refused',
        temporary: false,
      });
    expect(server.rows.has(plus.imsi ?? '')).toBe(false);
  });

  it('a SIM of which the portal does not know the IMSI, and a value that is not translated', async () => {
    const sim = await known();
    expect(await connector.apply(request({ ...sim, imsi: null }, barring), patient)).toEqual({
      refused: 'subscriber-unknown',
      temporary: false,
    });
    const other: RequestAction = {
      action: 'add',
      code: 'x',
      services: [{ service: 'data-barred', value: 'at night' }],
    };
    expect(await connector.apply(request(sim, barring, other), patient)).toEqual({
      refused: 'service-unknown',
      temporary: false,
    });
    expect(psOf(sim)).toBe('1');
  });

  it('a message that the element would not bear is not sent', () => {
    expect(() => ctrlFrame('x'.repeat(2001))).toThrow(RangeError);
  });
});

it('all requests of a worker travel on one connection', async () => {
  const some = await Promise.all(Array.from({ length: 20 }, known));
  await Promise.all(some.map((sim) => connector.apply(request(sim, barring), patient)));
  expect(server.connections()).toBe(1);
});
