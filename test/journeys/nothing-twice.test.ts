import { afterAll, describe, expect, it } from 'vitest';
import { orderListSchema } from '../../server/orders/contract.ts';
import { newId } from '../../server/platform/id.ts';
import { movedLineSchema } from '../../server/quotes/contract.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut, holding } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database);
const roaming = { add: ['roaming'] };

describe('one click is one order', () => {
  it('also when the answer was lost and the page sends it again, and when it is clicked ten times at once', async () => {
    const marie = await customer.person();
    const [id = ''] = await customer.numbers([null]);
    const quote = await marie.quote([id], roaming);
    const key = newId();
    const clicks = await Promise.all(Array.from({ length: 10 }, () => marie.submit(quote.id, key)));
    expect(clicks.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(clicks.map(({ order }) => order.id)).size).toBe(1);

    portal.clock.advance(20 * 60_000);
    await carryOut(portal);
    const later = await marie.submit(quote.id, key);
    expect(later).toMatchObject({ status: 200, order: { id: clicks[0]?.order.id, state: 'completed' } });

    expect(await marie.history(id)).toHaveLength(1);
    expect(await marie.mails()).toHaveLength(2);
    const options = (await marie.line(id)).options.filter(({ code }) => code === 'roaming');
    expect(options).toHaveLength(1);
  });

  it('also when the page was reloaded and has forgotten its key: a quote is ordered once', async () => {
    const marie = await customer.person();
    const quote = await marie.quote(await customer.numbers([null]), roaming);
    const first = await marie.submit(quote.id);
    const second = await marie.submit(quote.id);
    expect([second.status, second.order.id]).toEqual([200, first.order.id]);
  });

  it('but a key is not for another order, and an order needs one', async () => {
    const marie = await customer.person();
    const [one, other] = [
      await marie.quote(await customer.numbers([null]), roaming),
      await marie.quote(await customer.numbers([null]), roaming),
    ];
    const headers = { 'idempotency-key': newId() };
    await marie.send('post', '/api/orders', { quoteId: one.id }, headers);
    expect(await marie.refused('post', '/api/orders', { quoteId: other.id }, headers)).toMatchObject({
      status: 409,
      code: 'key-reused',
    });
    expect(await marie.refused('post', '/api/orders', { quoteId: other.id })).toMatchObject({
      code: 'invalid-input',
      fields: [{ pointer: '#/headers/idempotency-key' }],
    });
  });
});

describe('a number that changed since the prices were shown', () => {
  it('stops the order, and what is different is told', async () => {
    const [marie, jan] = [await customer.person(), await customer.person({ firstName: 'Jan' })];
    const [moved = '', same = ''] = await customer.numbers([null, null], holding('roaming'));
    const shown = await marie.quote([moved, same], { add: ['traveller'] });
    await jan.order([moved], { add: ['world-traveller'] });
    await carryOut(portal);

    const refusal = await marie.refused(
      'post',
      '/api/orders',
      { quoteId: shown.id },
      { 'idempotency-key': newId() },
    );
    expect(refusal).toMatchObject({ status: 409, code: 'lines-moved' });
    expect(refusal.detail).toContain('1 numéro a changé depuis que vous avez vérifié les prix');
    const [line, ...others] = movedLineSchema.array().parse(refusal['lines']);
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      lineId: moved,
      differences: ['eligibility'],
      quoted: { eligible: true, now: '14.87' },
      present: { eligible: false, reasons: [{ code: 'excluded-by', option: 'traveller' }] },
    });
    expect(line?.present?.reasons[0]?.sentence).toContain('World Traveller');

    // nothing of it was ordered; looked at again it is the other number only
    expect((await marie.line(same)).changesUnderWay).toBe(0);
    const { total } = await marie.ask(orderListSchema, 'get', '/api/orders?state=acknowledged');
    expect(total).toBe(0);
    const again = await marie.send('patch', `/api/quotes/${shown.id}`, {});
    expect(await again.json()).toMatchObject({ eligibleCount: 1, leftOutCount: 1 });
    await marie.submit(shown.id);
    await carryOut(portal);
    expect((await marie.line(same)).optionCodes).toContain('traveller');
    expect((await marie.line(moved)).optionCodes).not.toContain('traveller');
  });

  it('does not stop it when the change makes no difference to this order', async () => {
    const marie = await customer.person();
    const [id = ''] = await customer.numbers([null]);
    const shown = await marie.quote([id], roaming);
    await marie.order([id], { add: ['block-premium-sms'] });
    await carryOut(portal);
    expect((await marie.submit(shown.id)).status).toBe(201);
  });

  it('prices older than half an hour are looked at again', async () => {
    const marie = await customer.person();
    const shown = await marie.quote(await customer.numbers([null]), roaming);
    portal.clock.advance(31 * 60_000);
    const headers = { 'idempotency-key': newId() };
    expect(await marie.refused('post', '/api/orders', { quoteId: shown.id }, headers)).toMatchObject({
      code: 'quote-expired',
      detail: 'Ces prix étaient valables une demi-heure. Vérifiez à nouveau la modification.',
    });
  });
});
