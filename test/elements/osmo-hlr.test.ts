import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import type { Sim } from '../../server/provisioning/connectors/connector.ts';
import { openOsmoHlr } from '../../server/provisioning/connectors/osmo-hlr.ts';
import { hlrServices } from '../../server/provisioning/connectors/osmo-hlr-services.ts';
import type { RequestAction } from '../../server/provisioning/contract.ts';
import { keepsThePromise } from '../connectors/promise.ts';
import { startRealHlr } from './real-hlr.ts';

const hlr = await startRealHlr();
const services = hlrServices.parse({
  'circuit-switched': { on: 'cs-enabled=1', off: 'cs-enabled=0' },
  'packet-switched': { on: 'ps-enabled=1', off: 'ps-enabled=0' },
  'data-barred': { on: 'ps-enabled=0', off: 'ps-enabled=1' },
});
const open = (timeoutMs = 3_000) =>
  openOsmoHlr({ host: hlr.address, port: 4259, services, limits: { timeoutMs } });
const connector = open();
afterAll(async () => {
  await connector.close();
  await hlr.stop();
});

let sims = 0;
function newSim(): Sim {
  sims += 1;
  return {
    iccid: `893298${String(sims).padStart(13, '0')}`,
    imsi: `20698${String(sims).padStart(10, '0')}`,
    msisdn: `3246${String(1_000_000 + sims)}`,
  };
}
const recordOf = (sim: Sim) => hlr.subscribers().find(({ imsi }) => imsi === sim.imsi) ?? null;

keepsThePromise('osmo-hlr', {
  open: () => Promise.resolve(open()),
  newSim,
  service: { name: 'data-barred', on: 'on' },
  record: (sim) => {
    const row = recordOf(sim);
    return Promise.resolve(
      row && { msisdn: row.msisdn, has: { 'cs-enabled': row.cs, 'ps-enabled': row.ps } },
    );
  },
});

const patient = new AbortController().signal;
const within = (milliseconds: number) => AbortSignal.timeout(milliseconds);
const barring: RequestAction = {
  action: 'add',
  code: 'block-data',
  services: [{ service: 'data-barred', value: 'on' }],
};
const status = (value: 'on' | 'off'): RequestAction => ({
  action: 'modify',
  code: 'status',
  services: [
    { service: 'circuit-switched', value },
    { service: 'packet-switched', value },
  ],
});
const request = (sim: Sim, ...actions: RequestAction[]) => ({ itemId: newId(), ...sim, actions });
async function known(): Promise<Sim> {
  const sim = newSim();
  expect(await connector.apply(request(sim, { action: 'create' }), patient)).toEqual({ done: true });
  return sim;
}

describe('a line on a real HLR', () => {
  it('is suspended and reactivated; who barred data has none afterwards', async () => {
    const sim = await known();
    await connector.apply(request(sim, barring), patient);
    await connector.apply(request(sim, status('off')), patient);
    expect(recordOf(sim)).toMatchObject({ cs: 0, ps: 0 });
    await connector.apply(request(sim, status('on'), barring), patient);
    expect(recordOf(sim)).toMatchObject({ cs: 1, ps: 0 });
    expect(await hlr.vty(`subscriber imsi ${sim.imsi} show`)).toMatch(/PS disabled/);
  });

  it('does not take the number of another, and is then not known at all', async () => {
    const sim = await known();
    const other = { ...newSim(), msisdn: sim.msisdn };
    expect(await connector.apply(request(other, { action: 'create' }), patient)).toEqual({
      refused: 'network-refused',
      temporary: false,
    });
    expect(recordOf(other)).toBeNull();
    const third = await known();
    const taken = request(third, { action: 'number', msisdn: sim.msisdn }, barring);
    expect(await connector.apply(taken, patient)).toEqual({ refused: 'network-refused', temporary: false });
    expect(recordOf(third)).toMatchObject({ msisdn: third.msisdn, ps: 1 });
  });

  it('whose IMSI or number is none is refused for good', async () => {
    const sim = { ...newSim(), imsi: '20698' };
    expect(await connector.apply(request(sim, { action: 'create' }), patient)).toMatchObject({
      temporary: false,
    });
    const plus = { ...newSim(), msisdn: '+32460000000' };
    expect(await connector.apply(request(plus, { action: 'create' }), patient)).toMatchObject({
      temporary: false,
    });
    expect(recordOf(plus)).toBeNull();
  });

  it.each(['created', 'with services', 'without the number of the old one', 'with the number'])(
    'a SIM swap that was broken off when the new SIM was %s goes on to its end',
    async (where) => {
      const sim = await known();
      const { imsi, iccid } = newSim();
      await connector.apply(request(sim, barring), patient);
      const steps = ['created', 'with services', 'without the number of the old one', 'with the number'];
      const came = steps.indexOf(where);
      await hlrAsk(`SET 1 subscriber.create ${imsi}`);
      if (came >= 1) await hlrAsk(`SET 1 subscriber.by-imsi-${imsi}.ps-enabled 0`);
      if (came >= 2) await hlrAsk(`SET 1 subscriber.by-imsi-${sim.imsi}.msisdn none`);
      if (came >= 3) await hlrAsk(`SET 1 subscriber.by-imsi-${imsi}.msisdn ${sim.msisdn}`);
      const swap = request(sim, { action: 'swap', iccid, imsi: imsi ?? '' });
      expect(await connector.readBack(swap, patient)).toBe('not-done');
      expect(await connector.apply(swap, patient)).toEqual({ done: true });
      expect(recordOf(sim)).toBeNull();
      expect(recordOf({ ...sim, imsi })).toEqual({ imsi, msisdn: sim.msisdn, cs: 1, ps: 0 });
    },
  );
});

async function hlrAsk(command: string): Promise<void> {
  const { connect } = await import('node:net');
  const socket = connect({ host: hlr.address, port: 4259 });
  const text = Buffer.from(command);
  const head = Buffer.from([0, 0, 0xee, 0]);
  head.writeUInt16BE(text.length + 1, 0);
  socket.write(Buffer.concat([head, text]));
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
}

describe('a real HLR that is in trouble', () => {
  it('busy with its database it refuses for now, not for good, and nothing is changed', async () => {
    const sim = await known();
    const unlock = hlr.lockDatabase();
    const answers = [];
    for (const actions of [
      [barring],
      [{ action: 'number' as const, msisdn: '32469999999' }],
      [{ action: 'delete' as const }],
      [{ action: 'swap' as const, iccid: '8932980000000999999', imsi: '206980000999999' }],
    ])
      answers.push(await connector.apply(request(sim, ...actions), patient));
    answers.push(await connector.apply(request(newSim(), { action: 'create' }), patient));
    unlock();
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ refused: 'element-busy', temporary: true })]),
    );
    expect(recordOf(sim)).toMatchObject({ msisdn: sim.msisdn, ps: 1 });
    expect(await connector.apply(request(sim, barring), patient)).toEqual({ done: true });
  });

  it('killed and started again it is spoken to anew, and what it had written stands', async () => {
    const sim = await known();
    await connector.apply(request(sim, barring), patient);
    await hlr.kill();
    await expect(connector.apply(request(sim, status('off')), within(1_000))).rejects.toThrow(
      /broke|ECONNREFUSED|aborted/,
    );
    await hlr.start();
    expect(recordOf(sim)).toMatchObject({ cs: 1, ps: 0 });
    expect(await connector.apply(request(sim, status('off')), patient)).toEqual({ done: true });
    expect(recordOf(sim)).toMatchObject({ cs: 0, ps: 0 });
  });

  it('a change given up while it hung is read back only when nobody can make it any more', async () => {
    const hasty = open(300);
    const sims = await Promise.all(Array.from({ length: 32 }, known));
    for (let round = 0; round < 10; round += 1) {
      // Another worker, on a connection that it had before or on a new one.
      const other = open();
      await hasty.look(sims[0] ?? newSim(), patient);
      if (round < 6) await other.look(sims[0] ?? newSim(), patient);
      hlr.freeze();
      const requests = sims.map((sim) => request(sim, round % 2 === 0 ? barring : status('on')));
      const given = await Promise.allSettled(requests.map((each) => hasty.apply(each, within(300))));
      expect(given.every(({ status: how }) => how === 'rejected')).toBe(true);
      // The last one first: it stands last in what the element has not worked off yet.
      const reading = Promise.all(requests.toReversed().map((each) => other.readBack(each, within(10_000))));
      hlr.thaw();
      const found = (await reading).toReversed();
      const before = sims.map((sim) => recordOf(sim)?.ps);
      await new Promise((resolve) => setTimeout(resolve, 150));
      // What was found not done has not been made since.
      expect(sims.map((sim) => recordOf(sim)?.ps)).toEqual(before);
      const wanted = round % 2 === 0 ? 0 : 1;
      expect(found).toEqual(before.map((ps) => (ps === wanted ? 'done' : 'not-done')));
      for (const each of requests) await connector.apply(each, patient);
      await other.close();
    }
    await hasty.close();
  });
});
