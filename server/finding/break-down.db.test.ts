import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, withLines } from '../../test/fleet.ts';
import { breakDown } from './break-down.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [main, second] = company.accounts;
if (!main || !second) throw new Error('two customer numbers');
const call = callOf(db, company);
const roaming = { code: 'shape-easy-international', activeSince: new Date('2026-01-01T00:00:00Z') };
await withLines(
  db,
  aLine(company, { options: [roaming] }),
  aLine(company, { billingAccount: second }),
  aLine(company, { planCode: 'shape-basic', billingAccount: second, statusSince: now }),
  aLine(company, { status: 'ceased', options: [roaming] }),
);
await withLines(db, aLine(await aCompany(db)));

describe('the cost of the numbers that fit', () => {
  it('is added up by plan, with what their options cost; what has ended counts and costs nothing', async () => {
    const { groups, total } = await breakDown(call, { by: 'plan', filter: {} });
    const [plus, basic] = groups;
    expect(basic).toEqual({ value: 'shape-basic', count: 1, monthly: '8.26' });
    const { monthly } = (await breakDown(call, { by: 'plan', filter: { option: [roaming.code] } })).total;
    const extra = Number(monthly) - 16.53;
    expect(extra).toBeGreaterThan(0);
    expect(plus).toEqual({ value: 'shape-plus', count: 3, monthly: (2 * 16.53 + extra).toFixed(2) });
    expect(total).toEqual({ count: 4, monthly: (2 * 16.53 + extra + 8.26).toFixed(2) });
  });

  it('by customer number, within the filter and what one may see', async () => {
    const second24 = { value: second.number, count: 2, monthly: '24.79' };
    const limited = callOf(db, company, { billingAccountIds: [second.id] });
    expect((await breakDown(limited, { by: 'account', filter: {} })).groups).toEqual([second24]);
    expect((await breakDown(call, { by: 'account', filter: { plan: ['shape-basic'] } })).groups).toEqual([
      { value: second.number, count: 1, monthly: '8.26' },
    ]);
    const nobody = await breakDown(call, { by: 'costCentre', filter: { search: 'nobody' } });
    expect(nobody).toEqual({ groups: [], total: { count: 0, monthly: '0.00' } });
  });
});
