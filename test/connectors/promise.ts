import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import type {
  Connector,
  ConnectorAnswer,
  ConnectorRequest,
  Found,
  Holding,
  Sim,
} from '../../server/provisioning/connectors/connector.ts';
import type { NetworkService, RequestAction } from '../../server/provisioning/contract.ts';

/** What the promise's tests need of a kind of element. */
export type ElementUnderTest = {
  open(): Promise<Connector>;
  /** A SIM that the element does not know; each call another one. */
  newSim(): Sim;
  /** A service that the element can switch, as it is on a SIM that has it and on one that has it no more. */
  service: { name: string; on: NetworkService['value'] };
  /** What the element has of a SIM, found in another way than by the connector; null: it does not know it. */
  record(sim: Sim): Promise<Holding | null>;
  /** Waits until an answer `accepted` has come to its end; elements that answer at once have none. */
  settle?(request: ConnectorRequest): Promise<void>;
};

const patient = new AbortController().signal;
const done: ConnectorAnswer = { done: true };

/** What every connector promises (`connector.ts`), tried on one of them. */
export function keepsThePromise(name: string, element: ElementUnderTest): void {
  describe(`the promise of a connector, kept by ${name}`, () => {
    let connector: Connector;
    beforeAll(async () => {
      connector = await element.open();
    });
    afterAll(() => connector.close());
    const can = (action: 'create' | 'number' | 'swap' | 'delete') =>
      connector.capabilities.subscribers.has(action);
    const { name: service, on } = element.service;
    const give: RequestAction = { action: 'add', code: 'option', services: [{ service, value: on }] };
    const take: RequestAction = { action: 'remove', code: 'option', services: [{ service, value: on }] };

    async function apply(sim: Sim, ...actions: RequestAction[]): Promise<ConnectorRequest> {
      const request = { itemId: newId(), ...sim, actions };
      expect(await made(request)).toEqual(done);
      return request;
    }
    async function made(request: ConnectorRequest): Promise<ConnectorAnswer> {
      const answer = await connector.apply(request, patient);
      if ('done' in answer || 'refused' in answer) return answer;
      await element.settle?.(request);
      const found = await connector.readBack(request, patient);
      if (typeof found === 'object') return found;
      return found === 'done' ? done : answer;
    }
    const lookedAt = (sim: Sim) =>
      connector.capabilities.looks ? connector.look(sim, patient) : element.record(sim);
    async function known(): Promise<Sim> {
      const sim = element.newSim();
      await apply(sim, { action: 'create' });
      return sim;
    }
    const held = (sim: Sim, ...services: NetworkService[]) => connector.expects(sim, services);

    it('a SIM is made known with its number, and looked at', async () => {
      const sim = element.newSim();
      expect(await element.record(sim)).toBeNull();
      await apply(sim, { action: 'create' });
      expect(await element.record(sim)).toEqual(held(sim));
      expect(await lookedAt(sim)).toEqual(held(sim));
    });

    it('a SIM that the network does not know is looked for in vain, and refused for good', async () => {
      const sim = element.newSim();
      expect(await lookedAt(sim)).toBeNull();
      const request = { itemId: newId(), ...sim, actions: [give] };
      expect(await made(request)).toEqual({ refused: 'subscriber-unknown', temporary: false });
      const no: Found[] = ['not-done', { refused: 'subscriber-unknown', temporary: false }];
      expect(no).toContainEqual(await connector.readBack(request, patient));
      expect(await element.record(sim)).toBeNull();
    });

    it('a service is switched on and off', async () => {
      const sim = await known();
      await apply(sim, give);
      expect(await element.record(sim)).toEqual(held(sim, { service, value: on }));
      expect(await lookedAt(sim)).toEqual(held(sim, { service, value: on }));
      await apply(sim, take);
      expect(await element.record(sim)).toEqual(held(sim));
    });

    it('what is taken and given in one request stays on', async () => {
      const sim = await known();
      await apply(sim, give);
      await apply(sim, take, give);
      expect(await element.record(sim)).toEqual(held(sim, { service, value: on }));
    });

    it('a change sent twice, at once or later, is made once', async () => {
      const sim = await known();
      const request = { itemId: newId(), ...sim, actions: [give] };
      expect(await Promise.all([made(request), made(request)])).toEqual([done, done]);
      expect(await made(request)).toEqual(done);
      expect(await element.record(sim)).toEqual(held(sim, { service, value: on }));
    });

    it('a change is read back: not done before, done after, and asking changes nothing', async () => {
      const sim = element.newSim();
      const request = { itemId: newId(), ...sim, actions: [{ action: 'create' as const }, give] };
      expect(await connector.readBack(request, patient)).toBe('not-done');
      expect(await element.record(sim)).toBeNull();
      expect(await made(request)).toEqual(done);
      expect(await connector.readBack(request, patient)).toBe('done');
    });

    it('a number is changed, and all else stays', async () => {
      if (!can('number')) return;
      const sim = await known();
      await apply(sim, give);
      const { msisdn } = element.newSim();
      const request = await apply(sim, { action: 'number', msisdn });
      expect(await element.record(sim)).toEqual(held({ ...sim, msisdn }, { service, value: on }));
      expect(await made(request)).toEqual(done);
      expect(await connector.readBack(request, patient)).toBe('done');
    });

    it('all that a SIM has moves to another SIM, also when it is asked again', async () => {
      if (!can('swap')) return;
      const sim = await known();
      await apply(sim, give);
      const { iccid, imsi } = element.newSim();
      const swap: RequestAction = { action: 'swap', iccid, imsi: imsi ?? '' };
      const request = { itemId: newId(), ...sim, actions: [swap] };
      expect(await connector.readBack(request, patient)).toBe('not-done');
      expect(await made(request)).toEqual(done);
      expect(await made(request)).toEqual(done);
      expect(await connector.readBack(request, patient)).toBe('done');
      expect(await element.record(sim)).toBeNull();
      const now = { ...sim, iccid, imsi };
      expect(await element.record(now)).toEqual(held(now, { service, value: on }));
    });

    it('a SIM is deleted, and deleting it again is done already', async () => {
      if (!can('delete')) return;
      const sim = await known();
      const request = await apply(sim, { action: 'delete' });
      expect(await element.record(sim)).toBeNull();
      expect(await made(request)).toEqual(done);
      expect(await connector.readBack(request, patient)).toBe('done');
    });

    it('a SIM of another number is not made known anew', async () => {
      const sim = await known();
      const { msisdn } = element.newSim();
      const request = { itemId: newId(), ...sim, msisdn, actions: [{ action: 'create' as const }] };
      expect(await made(request)).toMatchObject({ temporary: false });
      expect(await element.record(sim)).toEqual(held(sim));
    });

    it('many SIMs at the same time each get their own', async () => {
      const sims = await Promise.all(Array.from({ length: 30 }, known));
      await Promise.all(sims.filter((_, index) => index % 2 === 0).map((sim) => apply(sim, give)));
      for (const [index, sim] of sims.entries())
        expect(await element.record(sim)).toEqual(
          index % 2 === 0 ? held(sim, { service, value: on }) : held(sim),
        );
    });

    it('a call that is given up ends', async () => {
      const sim = await known();
      const giveUp = new AbortController();
      const call = connector.apply({ itemId: newId(), ...sim, actions: [give] }, giveUp.signal);
      giveUp.abort(new Error('given up'));
      const ended = call.then(
        () => 'ended',
        () => 'ended',
      );
      const tooLong = sleep(connector.limits.timeoutMs, 'goes on');
      expect(await Promise.race([ended, tooLong])).toBe('ended');
    });
  });
}
