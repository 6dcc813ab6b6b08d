import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, orderFor, refusalOf } from '../../test/orders.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { cancelOrder } from './cancel-order.ts';
import { exportItems } from './export-items.ts';
import { readCauses, readItems, readOrder } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db, 2);
const manager = await aPerson(db, company);
const all = { page: 1, size: 50 };
const failsForGood = '0002';

/** Two that the network refuses, of which one is told to have failed for another reason; two done; one cancelled. */
async function mixedOrder() {
  const lines = await linesOnNetwork(db, company, [failsForGood, null, failsForGood, null]);
  const held = await linesOnNetwork(db, company, [null]);
  const order = await orderFor(manager, [...lines, ...held], { add: ['traveller', 'roaming'] });
  await db.updateTable('order_item').set({ is_head: false }).where('line_id', 'in', held).execute();
  await carryOut(database);
  await cancelOrder(manager, { orderId: order.id });
  await db
    .updateTable('order_item')
    .set({ failure: JSON.stringify({ code: 'no-answer', values: {}, temporary: true }) })
    .where('order_id', '=', order.id)
    .where('line_id', '=', lines[2] ?? '')
    .execute();
  const { rows } = await database.pool.query<{ line_id: string; msisdn: string }>(
    'SELECT line_id, msisdn FROM order_item WHERE order_id = $1',
    [order.id],
  );
  const numbers = new Map(rows.map(({ line_id, msisdn }) => [line_id, msisdn]));
  return { order, lines, numbers };
}

describe('the numbers of an order', () => {
  it('are found by any part of the number in any writing, and narrowed by state and by cause', async () => {
    const { order, lines, numbers } = await mixedOrder();
    const orderId = order.id;
    const found = async (query: object) =>
      (await readItems(manager, { orderId, ...all, ...query })).items.map(({ lineId }) => lineId);
    const number = numbers.get(lines[1] ?? '') ?? '';
    expect(await found({ search: number })).toEqual([lines[1]]);
    expect(await found({ search: `0${number.slice(2, 5)} ${number.slice(5)}` })).toEqual([lines[1]]);
    expect(await found({ search: `+${number}` })).toEqual([lines[1]]);
    expect(await found({ search: 'Peeters' })).toEqual([]);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await found({ cause: ['no-answer'] })).toEqual([lines[2]]);
    expect(await found({ cause: ['no-answer', 'network-refused'] })).toEqual([lines[0], lines[2]]);
    expect(await found({ state: ['completed'], cause: ['no-answer'] })).toEqual([]);
    expect(await found({ state: ['completed'], search: number.slice(0, 5) })).toEqual([lines[1], lines[3]]);
    expect(await readItems(manager, { orderId, search: '32', page: 2, size: 2 })).toMatchObject({
      total: 5,
      items: [{ lineId: lines[1] }, { lineId: lines[3] }],
    });
  });

  it('tell why they failed, and only those with one cause are sent again', async () => {
    const { order, lines } = await mixedOrder();
    const orderId = order.id;
    expect(await readCauses(manager, { orderId })).toEqual({
      causes: [
        { code: 'network-refused', sentence: expect.stringContaining('réseau'), temporary: false, count: 1 },
        { code: 'no-answer', sentence: expect.stringContaining('réseau'), temporary: true, count: 1 },
      ],
    });
    expect(await refusalOf(retryOrder(manager, { orderId, cause: ['element-busy'] }))).toMatchObject({
      code: 'nothing-to-retry',
    });
    expect(await retryOrder(manager, { orderId, cause: ['no-answer'] })).toMatchObject({
      waitingCount: 1,
      failedCount: 1,
    });
    const { items } = await readItems(manager, { orderId, state: ['failed'], ...all });
    expect(items.map(({ lineId }) => lineId)).toEqual([lines[0]]);
    expect(await readOrder(manager, { orderId })).toMatchObject({ state: 'inProgress' });
  });
});

describe('the result as a file', () => {
  it('has one row per number with state, reason and price in the words of the reader', async () => {
    const { order, lines, numbers } = await mixedOrder();
    const text = await textOf(await exportItems(manager, { orderId: order.id, format: 'csv', locale: 'fr' }));
    const rows = text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(6);
    expect(rows[0]).toContain('"Résultat";"Raison"');
    const failed = rows[1] ?? '';
    expect(failed).toContain(`0${numbers.get(lines[0] ?? '')?.slice(2, 5)}`);
    expect(failed).toMatch(/"Échoué[^"]*";"[^"]*réseau[^"]*";14,87;24,79;/);
    expect(rows[2]).toContain(';"Roaming, Traveller";"";');
    expect(rows[2]).toMatch(/"Terminée?";"";14,87;24,79;\d\d\/\d\d\/2026 /);
    const english = await textOf(
      await exportItems(manager, { orderId: order.id, state: ['completed'], format: 'csv', locale: 'en' }),
    );
    expect(english.trimEnd().split('\r\n')).toHaveLength(3);
    expect(english).toContain('"Done";"";14.87;24.79;');
  });

  it('is audited, holds what its reader may see, and is not there for strangers', async () => {
    const { order } = await mixedOrder();
    const orderId = order.id;
    const [, second] = company.accounts;
    const limited = await aPerson(db, company, { billingAccountIds: [second?.id ?? ''] });
    const stranger = await aPerson(db, await aCompany(db));
    for (const call of [limited, stranger]) {
      const wanted = { orderId, format: 'csv', locale: 'fr' } as const;
      expect(await refusalOf(exportItems(call, wanted))).toMatchObject({ status: 404 });
      expect(await refusalOf(readCauses(call, { orderId }))).toMatchObject({ status: 404 });
    }
    const his = await linesOnNetwork(db, company, [null], second ? { billingAccount: second } : {});
    const theirs = await linesOnNetwork(db, company, [null]);
    const both = await orderFor(manager, [...his, ...theirs], { add: ['roaming'] });
    const text = await textOf(await exportItems(limited, { orderId: both.id, format: 'csv', locale: 'fr' }));
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
    const audit = await db
      .selectFrom('audit_entry')
      .select('after')
      .where('target_id', '=', both.id)
      .where('action', '=', 'orders.exported')
      .execute();
    expect(audit).toMatchObject([{ after: { format: 'csv', locale: 'fr' } }]);
  });
});

function textOf({ body }: HeldStream): Promise<string> {
  return new Response(body).text();
}
