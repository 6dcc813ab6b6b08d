import { afterAll, expect, test } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import type { ConnectorRequest, Sim } from '../../server/provisioning/connectors/connector.ts';
import { openTmf641 } from '../../server/provisioning/connectors/tmf641.ts';
import { type Oss, startOss } from '../oss/oss-server.ts';
import { ossWords } from '../oss/oss-words.ts';
import { keepsThePromise } from './promise.ts';

let sims = 0;
const newSim = (): Sim => {
  sims += 1;
  return {
    iccid: `893299${String(sims).padStart(13, '0')}`,
    imsi: `20697${String(sims).padStart(10, '0')}`,
    msisdn: `3247${String(1000 + sims)}010`,
  };
};
const osses: Oss[] = [];
afterAll(() => Promise.all(osses.map((oss) => oss.close())));

for (const [name, how] of [
  ['an OSS that answers when it has done it', { answersAtOnce: true }],
  ['an OSS that takes orders and carries them out later', {}],
] as const) {
  const oss = await startOss(how);
  osses.push(oss);
  keepsThePromise(name, {
    open: () =>
      Promise.resolve(openTmf641({ address: oss.address, credentials: { kind: 'none' }, words: ossWords })),
    newSim,
    service: { name: 'data-bundle', on: 'boost-5gb' },
    record: ({ iccid }) => {
      const found = oss.sims.get(iccid);
      return Promise.resolve(found ? { msisdn: found.msisdn, has: found.has } : null);
    },
    settle: (request) => {
      for (const order of oss.ordersOf(request.itemId)) oss.finish(order);
      return Promise.resolve();
    },
  });
  test(`${name}: every message keeps to the schema of TMF641`, () => {
    expect(oss.orders.size).toBeGreaterThan(50);
    expect(oss.breaches).toEqual([]);
  });
}

test('an OSS is handed the trace of an order that is followed, with every message, and none otherwise', async () => {
  const oss = await startOss();
  osses.push(oss);
  const connector = openTmf641({
    address: oss.address,
    credentials: { kind: 'none' },
    words: ossWords,
  });
  const { signal } = new AbortController();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  for (const trace of [{ traceparent }, {}]) {
    const request: ConnectorRequest = {
      itemId: newId(),
      ...newSim(),
      actions: [{ action: 'add', code: 'boost', services: [{ service: 'data-bundle', value: 'boost-5gb' }] }],
      ...trace,
    };
    await connector.apply(request, signal);
    await connector.readBack(request, signal);
    await connector.cancel?.(request, signal);
    const [order] = oss.ordersOf(request.itemId);
    await connector.readBack({ ...request, reference: order?.id ?? null }, signal);
    const calls = oss.calls.splice(0);
    expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['POST', 'GET']));
    expect(new Set(calls.map(({ headers }) => headers['traceparent']))).toEqual(
      new Set(['traceparent' in trace ? traceparent : undefined]),
    );
  }
  await connector.close();
});
