import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany } from '../../test/fleet.ts';
import { aPerson, refusalOf } from '../../test/orders.ts';
import { readAudit } from '../audit/audit.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { SaveView } from './contract.ts';
import { changeView, listViews, removeView, saveView } from './keep-views.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [brussels, liege] = company.accounts;
if (!brussels || !liege) throw new Error('two customer numbers');
const manager = await aPerson(db, company);
const colleague = await aPerson(db, company, { role: 'viewer' });
const limited = await aPerson(db, company, { billingAccountIds: [liege.id] });
const stranger = await aPerson(db, await aCompany(db));

const roaming = (more: Partial<SaveView> = {}): SaveView => ({
  id: newId(),
  name: 'Roaming',
  shared: false,
  query: { filter: { option: ['roaming'] }, sort: 'msisdn', direction: 'desc' },
  ...more,
});
const namesOf = async (call: Call<Person>) => (await listViews(call)).views.map(({ name }) => name);

function queryOf(number: string): SaveView['query'] {
  return { filter: { account: [number] }, sort: 'name', direction: 'asc' };
}

describe('a view', () => {
  it('is kept under a name of its own, once, and is there again as it was', async () => {
    const wanted = roaming();
    const kept = await saveView(manager, wanted);
    expect(kept).toMatchObject({ id: wanted.id, name: 'Roaming', mine: true, query: wanted.query });
    expect(await saveView(manager, wanted), 'sent again').toEqual(kept);
    expect((await listViews(manager)).views).toEqual([kept]);
    expect(await refusalOf(saveView(manager, roaming()))).toMatchObject({ code: 'view-name-taken' });
    const entries = await readAudit(db, { organisationId: company.id, action: 'views.saved' });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ targetId: wanted.id });
  });

  it('is seen by nobody else until it is shared; then by the company, and by no other', async () => {
    const { id } = await saveView(manager, roaming({ name: 'All of us' }));
    expect(await namesOf(colleague)).toEqual([]);
    await changeView(manager, { viewId: id, change: { shared: true } });
    expect((await listViews(colleague)).views).toMatchObject([
      { name: 'All of us', mine: false, shared: true },
    ]);
    expect(await namesOf(stranger)).toEqual([]);
    await changeView(manager, { viewId: id, change: { shared: false } });
    expect(await namesOf(colleague)).toEqual([]);
  });

  it('that names a customer number is not shown to who may not see that', async () => {
    await saveView(manager, roaming({ name: 'Brussels', shared: true, query: queryOf(brussels.number) }));
    await saveView(manager, roaming({ name: 'Liège', shared: true, query: queryOf(liege.number) }));
    expect(await namesOf(limited)).toEqual(['Liège']);
    expect(await namesOf(colleague)).toEqual(['Brussels', 'Liège']);
  });

  it('is renamed, changed and removed by its owner, each told in the audit', async () => {
    const { id } = await saveView(manager, roaming({ name: 'Draft' }));
    const { id: other } = await saveView(manager, roaming({ name: 'Other' }));
    const taken = changeView(manager, { viewId: other, change: { name: 'Draft' } });
    expect(await refusalOf(taken)).toMatchObject({ status: 409, code: 'view-name-taken' });
    const query = { filter: { search: 'dupont' }, sort: 'name', direction: 'asc' } as const;
    expect(await changeView(manager, { viewId: id, change: { name: 'Dupont', query } })).toMatchObject({
      name: 'Dupont',
      query,
    });
    await removeView(manager, id);
    expect(await namesOf(manager)).not.toContain('Dupont');
    expect(await refusalOf(removeView(manager, id))).toMatchObject({ status: 404 });
    const removed = await readAudit(db, { organisationId: company.id, action: 'views.removed' });
    expect(removed[0]).toMatchObject({ targetId: id, before: { name: 'Dupont', query } });
  });

  it('is kept, but not shared, by who may only look; a colleague’s is out of his reach', async () => {
    const own = await saveView(colleague, roaming({ name: 'Own' }));
    const sharing = { viewId: own.id, change: { shared: true } };
    expect(await refusalOf(changeView(colleague, sharing))).toMatchObject({
      status: 403,
      code: 'views-are-shared-by-managers',
    });
    expect(await refusalOf(saveView(colleague, roaming({ name: 'New', shared: true })))).toMatchObject({
      status: 403,
    });
    const { id } = await saveView(manager, roaming({ name: 'Ours', shared: true }));
    expect(await refusalOf(removeView(colleague, id))).toMatchObject({ status: 403 });
    expect(await refusalOf(removeView(stranger, id))).toMatchObject({ status: 404 });
    expect(await refusalOf(removeView(limited, own.id)), 'not shared').toMatchObject({ status: 404 });
    await removeView(limited, id);
    expect(await namesOf(manager), 'a manager removes what is shared').not.toContain('Ours');
  });

  it('is one of a hundred at most', async () => {
    const person = await aPerson(db, await aCompany(db));
    for (let n = 0; n < 100; n += 1) await saveView(person, roaming({ name: `View ${n}` }));
    expect(await refusalOf(saveView(person, roaming()))).toMatchObject({ code: 'too-many-views' });
  });
});
