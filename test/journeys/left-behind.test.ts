import { afterAll, describe, expect, it } from 'vitest';
import { readAudit } from '../../server/audit/audit.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database);

describe('what an order leaves behind for those who answer for it', () => {
  it('an audit entry of its beginning and of each of its ends, with who, and what it was before and after', async () => {
    const marie = await customer.person();
    const [good = '', failing = ''] = await customer.numbers([null, '0002']);
    const { id } = await marie.order([good, failing], { add: ['roaming'] });
    await carryOut(portal);
    await marie.send('post', `/api/orders/${id}/retry`);
    await carryOut(portal);

    const target = { kind: 'order', id };
    const entries = await readAudit(database.db, { organisationId: customer.company.id, target });
    const ended = { action: 'orders.ended', actorKind: 'system', actorName: 'provisioning' };
    const partial = { state: 'partial', completed: 1, failed: 1, cancelled: 0 };
    expect(entries.toReversed()).toMatchObject([
      { action: 'orders.submitted', actorName: 'Marie Dupont', after: { numbers: 2 } },
      { ...ended, before: { state: 'inProgress' }, after: partial },
      { action: 'orders.retried', actorName: 'Marie Dupont', before: { state: 'partial', failed: 1 } },
      { ...ended, before: { state: 'inProgress' }, after: partial },
    ]);
  });

  it('a figure of each cause for which the network did not do it', async () => {
    const marie = await customer.person();
    await marie.order(await customer.numbers([null, '0002', '0002']), { add: ['roaming'] });
    await carryOut(portal);
    const metrics = await (await marie.send('get', '/metrics')).text();
    expect(metrics).toMatch(/^flottille_items_failed\{element="simulator",code="network-refused"\} [1-9]/m);
  });
});
