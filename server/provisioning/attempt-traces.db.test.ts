import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startCollector } from '../../test/collector.ts';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { now } from '../../test/fleet.ts';
import { newId } from '../platform/id.ts';
import { readConfig } from '../platform/config.ts';
import { openTracing } from '../platform/tracing.ts';
import { attemptTraces } from './attempt-traces.ts';
import type { ConnectorRequest } from './connectors/connector.ts';
import { failureOf, type Outcome } from './outcome.ts';

const { db } = await testDatabase({ poolSize: 2 });
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const done: Outcome = { kind: 'done' };
const refused: Outcome = { kind: 'refused', failure: failureOf('network-refused', false) };

async function followed(batchMs?: number) {
  const collector = await startCollector();
  const config = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.address });
  const tracer = await openTracing(config.tracing, pino({ level: 'silent' }));
  if (!tracer) throw new Error('nothing is traced');
  const orderId = await storeOrder(db, await storeFleet(db, 1), { value: 'a', now });
  await sql`UPDATE product_order SET traceparent = ${`00-${traceId}-00f067aa0ba902b7-01`} WHERE id = ${orderId}`.execute(
    db,
  );
  const traces = attemptTraces(tracer, db, batchMs);
  const sent: (string | undefined)[] = [];
  const element = scriptedElement({
    apply: ({ traceparent }) => Promise.resolve((sent.push(traceparent), { done: true })),
  });
  return {
    sent,
    /** One attempt begins: what it is called with, and how it ends. */
    begin: async (of = orderId) => {
      const trace = await traces.begin(element, 'simulator', { id: newId(), orderId: of, attempts: 1 });
      await trace?.connector.apply({ itemId: newId() } as ConnectorRequest, new AbortController().signal);
      return (outcome: Outcome) => {
        trace?.came(outcome);
        trace?.written();
      };
    },
    end: async () => {
      traces.stop();
      await tracer.stop();
      await collector.stop();
      const named = (name: string) => collector.spans.filter((span) => span.name === name);
      return { named, counts: named('item attempts').map(({ attributes }) => countsIn(attributes)) };
    },
  };
}

function countsIn(attributes: Record<string, unknown>) {
  const counts = Object.entries(attributes).filter(([name]) => name.startsWith('flottille.count.'));
  return Object.fromEntries(
    counts.map(([name, count]) => [name.replace('flottille.count.', ''), Number(count)]),
  );
}

test('what is told of a large order is bounded: twenty attempts, twenty failures, and counts of all others', async () => {
  const { begin, end, sent } = await followed();
  for (let attempt = 0; attempt < 100; attempt += 1) (await begin())(attempt % 2 ? refused : done);
  const { named, counts } = await end();
  expect(named('simulator apply')).toHaveLength(20);
  expect(named('item attempt')).toHaveLength(40);
  expect(counts).toEqual([{ begun: 80, done: 40, refused: 40 }]);
  // Each call hands the trace on, also one without a step of its own.
  expect(sent.filter((each) => each?.startsWith(`00-${traceId}-`))).toHaveLength(100);
});

test('an attempt that lasts longer than the step that counts it is counted in a later one', async () => {
  const { begin, end } = await followed(50);
  for (let attempt = 0; attempt < 20; attempt += 1) (await begin())(done);
  const [quick, slow] = [await begin(), await begin()];
  quick(done);
  await sleep(150);
  slow(refused);
  const { named, counts } = await end();
  expect(counts.at(-1)).toEqual({ begun: 0, refused: 1 });
  expect(counts.map(({ done }) => done ?? 0).reduce((a, b) => a + b)).toBe(1);
  const later = named('item attempts').at(-1);
  expect(named('item attempt').at(-1)).toMatchObject({ parentSpanId: later?.spanId, traceId });
});

test('an order that nobody follows, and one that is not there, are carried out without a trace', async () => {
  const { begin, end, sent } = await followed();
  const unseen = await storeOrder(db, await storeFleet(db, 1), { value: 'a', now });
  (await begin(unseen))(done);
  (await begin(newId()))(refused);
  const { named } = await end();
  expect(named('item attempt')).toEqual([]);
  expect(sent).toEqual([]);
});
