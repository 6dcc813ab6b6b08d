import { afterAll, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import { startCollector } from '../collector.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { mailServer } from '../mail-server.ts';
import { testPortal } from '../portal.ts';
import { aCustomer } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const collector = await startCollector();
const smtp = await mailServer();
const portal = await testPortal(database, now, {
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
  SMTP_URL: smtp.url,
});
afterAll(() => collector.stop());

it('an order is one trace from the click to the network and the mail at its end, and the trace says of nobody who he is', async () => {
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const numbers = await customer.numbers([...Array<null>(24).fill(null), '0002', '0002']);
  const lines = await Promise.all(numbers.map((id) => marie.line(id)));
  const quote = await marie.quote(numbers, { add: ['roaming'] });
  const [traceId, clickId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
  const answer = await marie.send(
    'post',
    '/api/orders',
    { quoteId: quote.id },
    { 'idempotency-key': newId(), traceparent: `00-${traceId}-${clickId}-01` },
  );
  const { id } = (await answer.json()) as { id: string };
  await portal.provisioning?.drain();
  expect(await marie.orderNow(id)).toMatchObject({ completedCount: 24, failedCount: 2 });
  await portal.mail?.sendDue();
  // What was not sent yet is sent now.
  await portal.stop();

  const spans = collector.spans.filter((span) => span.traceId === traceId);
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [request, submit, end] = ['POST /api/orders', 'submit order', 'end order'].map(
    (name) => named(name)[0],
  );
  expect(request).toMatchObject({
    parentSpanId: clickId,
    kind: 2,
    attributes: { 'http.route': '/api/orders' },
  });
  expect(submit).toMatchObject({ parentSpanId: request?.spanId, attributes: { 'flottille.order_id': id } });
  expect(end).toMatchObject({
    parentSpanId: submit?.spanId,
    attributes: { 'flottille.order_id': id, 'flottille.order_state': 'partial' },
  });
  const mails = named('queue mail');
  expect(mails.map(({ parentSpanId }) => parentSpanId)).toEqual([submit?.spanId, end?.spanId]);
  expect(smtp.taken).toHaveLength(2);
  const sent = named('send mail');
  expect(sent).toMatchObject([{ kind: 3 }, { kind: 3 }]);
  expect(new Set(sent.map(({ parentSpanId }) => parentSpanId))).toEqual(
    new Set(mails.map(({ spanId }) => spanId)),
  );
  const attempt = named('item attempt').find((span) => span.parentSpanId === submit?.spanId);
  expect(attempt?.attributes).toMatchObject({ 'flottille.order_id': id, 'flottille.element': 'simulator' });
  const parts = spans.filter((span) => span.parentSpanId === attempt?.spanId);
  expect(parts.map(({ name, kind }) => `${name} ${kind}`).toSorted()).toEqual([
    'simulator apply 3',
    'write result 1',
  ]);

  // The first twenty are told one by one, the others counted together; those that fail are told all the same.
  expect(named('simulator apply')).toHaveLength(20);
  const [batch] = named('item attempts');
  expect(batch?.attributes).toMatchObject({
    'flottille.count.begun': 6,
    'flottille.count.done': 4,
    'flottille.count.refused': 2,
  });
  const failed = named('item attempt').filter((span) => span.parentSpanId === batch?.spanId);
  expect(failed.map((span) => [span.status.code, span.attributes['error.type']])).toEqual([
    [2, 'network-refused'],
    [2, 'network-refused'],
  ]);

  expect([...collector.services]).toEqual(['flottille']);
  const personal = [marie.email, 'Marie', ...lines.flatMap(({ msisdn, sim }) => [msisdn, sim.iccid])];
  expect(personal.filter((word) => collector.texts().includes(word))).toEqual([]);
});
