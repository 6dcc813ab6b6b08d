import { afterAll, describe, expect, it } from 'vitest';
import { showMsisdn } from '../../server/identifiers/contract.ts';
import { orderSchema, orderSummarySchema } from '../../server/orders/contract.ts';
import { provideSubscribers } from '../../server/provisioning/provisioning.ts';
import { quoteSchema } from '../../server/quotes/contract.ts';
import { testDatabase } from '../database.ts';
import { aLine, now, withLines } from '../fleet.ts';
import { change } from '../orders.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut, holding, plain, type Visitor } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database, 2);
const roaming = { add: ['roaming'] };
const holds = async (person: Visitor, id: string, code: string) =>
  (await person.line(id)).optionCodes.includes(code);

describe('several numbers at once', () => {
  it('one is left out with the reason, one fails with the reason, and neither spoils it for the others', async () => {
    const marie = await customer.person();
    const [fine = '', busy = '', lost = '', failing = ''] = await customer.numbers(
      [null, '0001', '0004', '0002'],
      holding('roaming'),
    );
    const [travels = '', forgotten = ''] = await customer.numbers(
      [null, null],
      holding('roaming', 'world-traveller'),
    );
    const all = [fine, busy, lost, failing, travels, forgotten];

    const quote = await marie.quote(all, { add: ['traveller'] });
    expect(quote).toMatchObject({ lineCount: 6, eligibleCount: 4, leftOutCount: 2 });
    expect(quote.leftOut.map(({ reason, count }) => [reason.sentence, count])).toEqual([
      [expect.stringContaining('World Traveller'), 2],
    ]);
    expect(
      quote.lines
        .filter((line) => !line.eligible)
        .map((line) => line.lineId)
        .toSorted(),
    ).toEqual([travels, forgotten].toSorted());
    // 4 × 14.87 excl. VAT, and the VAT of the whole once: 12.4908, not four times 3.12
    expect(quote.now).toEqual({ excl: '59.48', vat: '12.49', incl: '71.97' });

    // «Annuler» on one line
    const less = await marie.ask(quoteSchema, 'patch', `/api/quotes/${quote.id}`, { leaveOut: [forgotten] });
    expect(less).toMatchObject({ id: quote.id, lineCount: 5, eligibleCount: 4, leftOutCount: 1 });

    const { order } = await marie.submit(quote.id);
    expect(order.itemCount).toBe(4);
    await carryOut(portal);

    expect(await marie.orderNow(order.id)).toMatchObject({
      state: 'partial',
      completedCount: 3,
      failedCount: 1,
      mayRetry: true,
      mayCancel: false,
    });
    const items = await marie.items(order.id);
    expect(items[0]).toMatchObject({
      lineId: failing,
      state: 'failed',
      failure: {
        code: 'network-refused',
        sentence: 'Le réseau a refusé cette modification pour cette carte SIM.',
        temporary: false,
      },
    });
    for (const id of [fine, busy, lost]) expect(await holds(marie, id, 'traveller')).toBe(true);
    for (const id of [failing, travels, forgotten]) expect(await holds(marie, id, 'traveller')).toBe(false);

    const [, completion] = await marie.mails();
    expect(completion?.subject).toBe(`La commande ${order.number} est traitée en partie`);
    expect(completion?.text).toContain(showMsisdn((await marie.line(failing)).msisdn));
    expect(completion?.text).toContain('Le réseau a refusé cette modification');
    expect(plain((await marie.bell()).notifications[0]?.sentence)).toBe(
      `La commande ${order.number} est terminée en partie : 3 numéros ont été modifiés, 1 a échoué.`,
    );
    expect(await marie.ask(orderSummarySchema, 'get', '/api/orders/summary')).toMatchObject({
      itemsFailed: 1,
      latestFailedOrderId: order.id,
      itemsUnderWay: 0,
    });
    expect((await marie.history(failing))[0]).toMatchObject({ state: 'failed', orderNumber: order.number });
  });

  it('of different kinds are refused, with the rule in words', async () => {
    const marie = await customer.person();
    const [voice = ''] = await customer.numbers([null]);
    const [data = ''] = await customer.numbers([null], { planCode: 'business-everywhere-intense' });
    const [suspended = ''] = await customer.numbers([null], { status: 'suspended', statusReason: 'lost' });
    for (const other of [data, suspended]) {
      const selection = { lineIds: [voice, other] };
      expect(
        await marie.refused('post', '/api/quotes', {
          selection,
          change: change(roaming),
        }),
      ).toMatchObject({
        code: 'mixed-selection',
        detail:
          'Seuls des numéros ayant le même type d’abonnement et le même statut peuvent être modifiés ensemble.',
      });
    }
  });

  it('all that a filter gives but one are changed by one order', async () => {
    const marie = await customer.person();
    const holder = { firstName: 'Ferdinand', lastName: 'Zwijnaarde' };
    const ids = await customer.numbers([null, null, null, null], { holder });
    const [except = ''] = ids;
    const selection = { filter: { search: 'zwijnaarde' }, except: [except] };
    const quote = await marie.ask(quoteSchema, 'post', '/api/quotes', {
      selection,
      change: { add: [{ code: 'roaming' }] },
    });
    expect(quote.lineCount).toBe(3);
    await marie.submit(quote.id);
    await carryOut(portal);
    const { lines } = await marie.find('search=zwijnaarde&option=roaming');
    expect(lines.map(({ id }) => id).toSorted()).toEqual(ids.slice(1).toSorted());
  });
});

describe('what failed', () => {
  it('is sent again with one click, and ends well when the network has been mended', async () => {
    const marie = await customer.person();
    const line = aLine(customer.company);
    const [broken = ''] = await withLines(database.db, line);
    const [fine = ''] = await customer.numbers([null]);
    const order = await marie.order([broken, fine], roaming);
    await carryOut(portal);
    const [failed] = await marie.items(order.id);
    expect(failed).toMatchObject({
      lineId: broken,
      failure: { sentence: 'Le réseau ne connaît pas la carte SIM de ce numéro.' },
    });

    await provideSubscribers(database.db, [{ iccid: line.sim.iccid, msisdn: line.msisdn, services: {} }]);
    const again = await marie.ask(orderSchema, 'post', `/api/orders/${order.id}/retry`);
    expect(again).toMatchObject({ state: 'inProgress', failedCount: 0, completedCount: 1, mayRetry: false });
    await carryOut(portal);
    expect(await marie.orderNow(order.id)).toMatchObject({ state: 'completed', completedCount: 2 });
    expect(await holds(marie, broken, 'roaming')).toBe(true);
    expect((await marie.mails()).map(({ subject }) => subject).slice(1)).toEqual([
      `La commande ${order.number} est traitée en partie`,
      `La commande ${order.number} est traitée`,
    ]);
    expect(await marie.refused('post', `/api/orders/${order.id}/retry`)).toMatchObject({
      status: 409,
      code: 'nothing-to-retry',
    });
  });

  it('is not sent again when the rules of today refuse it: it says why', async () => {
    const marie = await customer.person();
    const [failing = ''] = await customer.numbers(['0002'], holding('roaming'));
    const order = await marie.order([failing], { add: ['traveller'] });
    await carryOut(portal);
    // meanwhile the plan of the number was changed at the operator's counter to one that has it
    await database.db
      .updateTable('line')
      .set({ plan_code: 'business-everywhere-intense' })
      .where('id', '=', failing)
      .execute();
    expect(await marie.refused('post', `/api/orders/${order.id}/retry`)).toMatchObject({
      code: 'nothing-still-possible',
    });
    const [item] = await marie.items(order.id);
    expect(item?.failure?.sentence).toMatch(/^Cette modification n’est plus possible pour ce numéro/);
  });
});

describe('what has not begun', () => {
  it('is cancelled: nothing changes, the numbers are free again, and a mail says so', async () => {
    const marie = await customer.person();
    const ids = await customer.numbers([null, null]);
    const order = await marie.order(ids, roaming);
    const cancelled = await marie.ask(orderSchema, 'post', `/api/orders/${order.id}/cancel`);
    expect(cancelled).toMatchObject({
      state: 'cancelled',
      cancelledCount: 2,
      mayCancel: false,
      mayRetry: false,
    });
    await carryOut(portal);
    for (const id of ids) {
      const line = await marie.line(id);
      expect([line.optionCodes.includes('roaming'), line.changesUnderWay]).toEqual([false, 0]);
    }
    expect((await marie.mails()).at(-1)?.subject).toBe(`La commande ${order.number} a été annulée`);
    expect(await marie.refused('post', `/api/orders/${order.id}/cancel`)).toMatchObject({
      code: 'nothing-to-cancel',
    });
    expect((await marie.quote(ids, roaming)).eligibleCount).toBe(2);
  });

  it('of two orders on one number the second waits for the first, and can be cancelled alone', async () => {
    const marie = await customer.person();
    const [id = ''] = await customer.numbers([null]);
    const first = await marie.order([id], roaming);
    const second = await marie.order([id], { add: ['block-premium-sms'] });
    await marie.ask(orderSchema, 'post', `/api/orders/${second.id}/cancel`);
    await carryOut(portal);
    expect((await marie.orderNow(first.id)).state).toBe('completed');
    expect(await holds(marie, id, 'roaming')).toBe(true);
    expect(await holds(marie, id, 'block-premium-sms')).toBe(false);
  });
});
