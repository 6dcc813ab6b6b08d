import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import { carryOut, type ItemToCarryOut } from '../../server/provisioning/carry-out-item.ts';
import type { RequestAction } from '../../server/provisioning/contract.ts';
import { openTmf641, type Tmf641Options } from '../../server/provisioning/connectors/tmf641.ts';
import { type Oss, startOss, type Trouble } from '../oss/oss-server.ts';
import { ossWords } from '../oss/oss-words.ts';
import { startTokenServer } from '../oss/token-server.ts';

let open: Oss[] = [];
afterEach(async () => {
  await Promise.all(open.map((oss) => oss.close()));
  open = [];
});

/** Milliseconds for which an answer is waited for: enough for a busy machine. */
const patience = 1_500;

async function ossWith(
  how: Parameters<typeof startOss>[0] = {},
  more: Partial<Tmf641Options> = {},
): Promise<{ oss: Oss; attempt: (item: ItemToCarryOut) => ReturnType<typeof carryOut>; thrown: unknown[] }> {
  const oss = await startOss({ answersAtOnce: true, ...how });
  open.push(oss);
  oss.sims.set(iccid, { msisdn: '32470001010', imsi: null, has: {} });
  const connector = openTmf641({
    address: oss.address,
    credentials: { kind: 'none' },
    words: ossWords,
    limits: { timeoutMs: patience },
    ...more,
  });
  const thrown: unknown[] = [];
  return { oss, attempt: (item) => carryOut(connector, item, (error) => thrown.push(error)), thrown };
}

const iccid = '8932990000000000001';
const newItem = (): ItemToCarryOut => ({
  id: newId(),
  iccid,
  imsi: null,
  msisdn: '32470001010',
  actions: [{ action: 'add', code: 'roaming', services: [{ service: 'roaming', value: true }] }],
  attempts: 1,
  acceptedAt: null,
  cancelling: null,
  sentAgain: 0,
  reference: null,
});
const again = (item: ItemToCarryOut): ItemToCarryOut => ({ ...item, attempts: item.attempts + 1 });

const unclear: Trouble[] = [
  'fails-before',
  'fails-after',
  'resets-before',
  'resets-after',
  'never',
  'huge',
  'redirects',
];
for (const trouble of unclear)
  for (const takesOnce of [true, false])
    test(`${trouble}, an OSS that ${takesOnce ? 'takes each id once' : 'takes whatever comes'}: unclear, then made exactly once`, async () => {
      const { oss, attempt } = await ossWith({ takesOnce });
      const item = newItem();
      oss.next('POST', trouble);
      expect(await attempt(item)).toMatchObject({ kind: 'unclear', againInMs: patience });
      expect(await attempt(again(item))).toEqual({ kind: 'done' });
      expect(oss.ordersOf(item.id)).toHaveLength(1);
      expect(oss.sims.get(iccid)?.has).toEqual({ 'CFS-ROAMING': true });
    });

test('an answer that is no JSON or empty does not hide that the order was taken', async () => {
  for (const trouble of ['nonsense', 'empty'] as const) {
    const { oss, attempt } = await ossWith({ answersAtOnce: false });
    const item = newItem();
    oss.next('POST', trouble);
    expect(await attempt(item)).toMatchObject({
      kind: 'accepted',
      reference: oss.ordersOf(item.id)[0]?.id,
    });
  }
});

test('an answer that comes late but within the limit counts', async () => {
  const { oss, attempt } = await ossWith();
  oss.next('POST', 'late');
  expect(await attempt(newItem())).toEqual({ kind: 'done' });
});

test('an OSS that is too busy is asked again when it said, and not before', async () => {
  const { oss, attempt } = await ossWith();
  for (const [trouble, againInMs] of [
    ['busy', 7_000],
    ['limited', 2_000],
  ] as const) {
    oss.next('POST', trouble);
    expect(await attempt(newItem())).toEqual({
      kind: 'refused',
      failure: { code: 'element-busy', temporary: true, values: {} },
      againInMs,
    });
  }
  expect(oss.orders.size).toBe(0);
});

test('an OSS that cannot be asked what became of an order leaves the outcome unclear, and nothing is sent', async () => {
  for (const trouble of ['fails-before', 'resets-before', 'nonsense', 'huge', 'never', 'busy'] as const) {
    const { oss, attempt } = await ossWith();
    oss.next('GET', trouble);
    expect(await attempt(again(newItem()))).toMatchObject({ kind: 'unclear' });
    expect(oss.orders.size).toBe(0);
  }
});

test('an OSS that does not filter by externalId is not taken at its word that there is no order', async () => {
  const { attempt, thrown } = await ossWith({ filters: false });
  await attempt(newItem());
  expect(await attempt(again(newItem()))).toMatchObject({ kind: 'unclear' });
  expect(String(thrown)).toContain('does not filter');
});

test('each state of an order means one thing', async () => {
  const { oss, attempt } = await ossWith({ answersAtOnce: false });
  const item = newItem();
  await attempt(item);
  const [order] = oss.ordersOf(item.id);
  const meant: Record<string, string> = {};
  for (const state of [
    'acknowledged',
    'pending',
    'held',
    'inProgress',
    'assessingCancellation',
    'pendingCancellation',
    'completed',
    'failed',
    'rejected',
    'partial',
    'cancelled',
  ]) {
    Object.assign(order ?? {}, { state });
    const outcome = await attempt({ ...again(item), reference: order?.id ?? null });
    meant[state] = 'failure' in outcome ? outcome.failure.code : outcome.kind;
  }
  expect(meant).toEqual({
    acknowledged: 'accepted',
    pending: 'accepted',
    held: 'accepted',
    inProgress: 'accepted',
    assessingCancellation: 'accepted',
    pendingCancellation: 'accepted',
    completed: 'done',
    failed: 'network-refused',
    rejected: 'network-refused',
    partial: 'network-partial',
    cancelled: 'network-cancelled',
  });
});

test('what failed and is sent again is a new order, unless the first has been done after all', async () => {
  const { oss, attempt } = await ossWith({ answersAtOnce: false });
  const item = newItem();
  await attempt(item);
  Object.assign(oss.ordersOf(item.id)[0] ?? {}, { state: 'failed' });
  const second = { ...again(item), sentAgain: 1 };
  expect(await attempt(second)).toMatchObject({ kind: 'accepted' });
  expect(oss.ordersOf(item.id).map(({ externalId }) => externalId)).toEqual([item.id, `${item.id}-1`]);
  Object.assign(oss.ordersOf(item.id)[0] ?? {}, { state: 'completed' });
  Object.assign(oss.ordersOf(item.id)[1] ?? {}, { state: 'failed' });
  expect(await attempt({ ...again(item), sentAgain: 2 })).toEqual({ kind: 'done' });
  expect(oss.ordersOf(item.id)).toHaveLength(2);
});

test('a cancel is asked for by TMF641, and the order is cancelled when the OSS says so', async () => {
  const { oss, attempt } = await ossWith({ answersAtOnce: false });
  const item = newItem();
  await attempt(item);
  const [order] = oss.ordersOf(item.id);
  const wanted = { ...again(item), reference: order?.id ?? null, cancelling: 'wanted' as const };
  expect(await attempt(wanted)).toMatchObject({ kind: 'accepted', told: true });
  expect(oss.cancelRequests).toEqual([order?.id]);
  Object.assign(order ?? {}, { state: 'cancelled' });
  expect(await attempt({ ...wanted, cancelling: 'told' })).toEqual({ kind: 'cancelled' });
  expect(oss.breaches).toEqual([]);
});

test('what another system sees to is done without a call', async () => {
  const { oss, attempt } = await ossWith();
  const actions = [{ action: 'add', code: 'x', services: [{ service: 'voicemail', value: true }] }];
  expect(await attempt({ ...newItem(), actions })).toEqual({ kind: 'done' });
  expect(oss.calls).toEqual([]);
});

test('a token that is given out by a server is asked for once, and anew when it is refused; no message names it', async () => {
  let valid = 'first-secret';
  const tokens = await startTokenServer(() => valid);
  const { oss, attempt, thrown } = await ossWith(
    { authorization: () => `Bearer ${valid}` },
    {
      credentials: {
        kind: 'oauth2',
        tokenUrl: tokens.url,
        clientId: 'portal',
        clientSecret: 'hush',
        scope: 'orders',
      },
    },
  );
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => attempt(newItem())));
  expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
  expect(tokens.asked).toHaveLength(1);
  expect(tokens.asked[0]).toEqual({
    authorization: `Basic ${Buffer.from('portal:hush').toString('base64')}`,
    body: 'grant_type=client_credentials&scope=orders',
  });
  valid = 'second-secret';
  expect(await attempt(newItem())).toEqual({ kind: 'done' });
  expect(tokens.asked).toHaveLength(2);
  tokens.refuse();
  valid = 'third-secret';
  expect(await attempt(newItem())).toMatchObject({ kind: 'unclear' });
  expect(oss.orders.size).toBe(6);
  expect(JSON.stringify(thrown.map(String))).not.toMatch(/secret|hush/);
  await tokens.close();
});

test('credentials that are not accepted leave the element alone: nobody’s change is refused for that', async () => {
  const { attempt, thrown } = await ossWith(
    { authorization: () => 'Bearer right' },
    { credentials: { kind: 'bearer', token: 'wrong-secret' } },
  );
  expect(await attempt(newItem())).toMatchObject({ kind: 'unclear' });
  expect(String(thrown)).toContain('does not accept the credentials');
  expect(String(thrown)).not.toContain('wrong-secret');
});

test('an answer that comes twice is nobody else’s answer', async () => {
  const item = newItem();
  const order = JSON.stringify([{ id: 'so-1', externalId: item.id, state: 'completed' }]);
  let asked = 0;
  const server = createServer((socket) => {
    const say = (body: string) =>
      socket.writable && socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    socket.on('error', () => {});
    socket.on('data', () => {
      asked += 1;
      const [body, afterMs] = asked === 1 ? ['[]', 30] : [order, 60];
      if (asked === 1) say(body);
      setTimeout(() => say(body), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connector = openTmf641({
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { kind: 'none' },
    words: ossWords,
  });
  const request = { ...item, itemId: item.id, actions: item.actions as RequestAction[] };
  const patient = new AbortController().signal;
  expect(await connector.readBack({ ...request, itemId: newId() }, patient)).toBe('not-done');
  await sleep(10);
  expect(await connector.readBack(request, patient)).toBe('done');
  await new Promise((resolve) => server.close(resolve));
});

test('an OSS that answers with the order of another change is not taken at its word', async () => {
  const { oss, attempt, thrown } = await ossWith({ answersAtOnce: false });
  const [item, other] = [newItem(), newItem()];
  await attempt(item);
  await attempt(other);
  const [theirs] = oss.ordersOf(other.id);
  Object.assign(theirs ?? {}, { state: 'completed' });
  expect(await attempt({ ...again(item), reference: theirs?.id ?? null })).toMatchObject({ kind: 'unclear' });
  expect(String(thrown)).toContain('order of another change');
});
