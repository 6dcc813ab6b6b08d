import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, systemCall, withLines } from '../../test/fleet.ts';
import { newId } from '../platform/id.ts';
import { readAudit } from '../audit/audit.ts';
import { addOpenItems, applyEndedItems, expireOptions, factsOfLines, lockLines } from './fleet.ts';
import { selectLineIds } from '../finding/finding.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const other = await aCompany(db);
const pass = 'best-destinations-data-pass-3gb';
const itemOf = (
  lineId: string,
  actions: object[],
  state: 'completed' | 'failed' | 'cancelled' = 'completed',
) => ({
  id: newId(),
  organisationId: company.id,
  lineId,
  state,
  actions,
});

async function oneLine(...options: string[]): Promise<string> {
  const activeSince = new Date('2026-02-01T09:00:00.000Z');
  const [id] = await withLines(
    db,
    aLine(company, { options: options.map((code) => ({ code, activeSince })) }),
  );
  return id ?? '';
}

async function stateOf(lineId: string) {
  const [state] = await db.selectFrom('line_state').selectAll().where('line_id', '=', lineId).execute();
  if (!state) throw new Error('no such line');
  return state;
}

describe('an order item that has ended', () => {
  it('changes nothing of its line that stands in an index, so that the row is written in place', async () => {
    const { rows } = await sql<{ indexed: string }>`
      SELECT DISTINCT attname AS indexed FROM pg_index JOIN pg_attribute
        ON attrelid = indrelid AND attnum = ANY (indkey::smallint[])
      WHERE indrelid = 'line_state'::regclass ORDER BY 1`.execute(db);
    expect(rows.map(({ indexed }) => indexed)).toEqual(['billing_account_id', 'line_id', 'organisation_id']);
  });

  it('done on the network, the line shows the option, confirmed now and no longer under way', async () => {
    const lineId = await oneLine();
    await addOpenItems(systemCall(db), [lineId]);
    expect(await stateOf(lineId)).toMatchObject({ open_items: 1, version: 2 });
    await applyEndedItems(systemCall(db), [
      itemOf(lineId, [{ action: 'add', code: 'traveller', parameters: {} }]),
    ]);
    const state = await stateOf(lineId);
    expect(state).toMatchObject({ open_items: 0, version: 3, synced_at: now });
    expect(state.option_codes).toContain('traveller');
    const [facts] = await factsOfLines(systemCall(db), [lineId]);
    expect(facts?.activeOptions.find(({ code }) => code === 'traveller')).toMatchObject({
      since: now.toISOString(),
      monthlyPrice: '24.7900',
      count: 1,
    });
  });

  it('failed, the line is as it was but for the change under way', async () => {
    const lineId = await oneLine('roaming');
    const before = await stateOf(lineId);
    await addOpenItems(systemCall(db), [lineId]);
    await applyEndedItems(systemCall(db), [
      itemOf(lineId, [{ action: 'remove', code: 'roaming' }], 'failed'),
    ]);
    expect(await stateOf(lineId)).toEqual({ ...before, version: 3 });
  });

  it('told twice, brings its options once', async () => {
    const lineId = await oneLine();
    const item = itemOf(lineId, [{ action: 'add', code: pass, parameters: {} }]);
    await applyEndedItems(systemCall(db), [item]);
    await applyEndedItems(systemCall(db), [item]);
    const [facts] = await factsOfLines(systemCall(db), [lineId]);
    expect(facts?.activeOptions.find(({ code }) => code === pass)?.count).toBe(1);
  });

  it('may bring the same pass twice, each with its own pool and end', async () => {
    const lineId = await oneLine();
    const actions = [pass, pass].map((code) => ({ action: 'add', code, parameters: {} }));
    await applyEndedItems(systemCall(db), [itemOf(lineId, actions)]);
    const held = await db
      .selectFrom('line_option')
      .selectAll()
      .where('line_id', '=', lineId)
      .where('option_code', '=', pass)
      .execute();
    expect(held).toHaveLength(2);
    for (const option of held) {
      expect(option).toMatchObject({ pool_unit: 'MB', pool_total: '3000.00', pool_used: '0.00' });
      expect(option.active_until?.getTime()).toBeGreaterThan(now.getTime());
    }
    expect((await stateOf(lineId)).option_codes.filter((code) => code === pass)).toHaveLength(1);
  });

  it('ends an option and keeps its history', async () => {
    const lineId = await oneLine('voicemail');
    const item = itemOf(lineId, [{ action: 'remove', code: 'voicemail' }]);
    await applyEndedItems(systemCall(db), [item]);
    expect((await stateOf(lineId)).option_codes).not.toContain('voicemail');
    const [row] = await db
      .selectFrom('line_option')
      .selectAll()
      .where('line_id', '=', lineId)
      .where('option_code', '=', 'voicemail')
      .execute();
    expect(row).toMatchObject({ ended_at: now, ended_by_item: item.id });
  });

  it('sets the parameters of an option that is held, also of one that came with the plan', async () => {
    const lineId = await oneLine();
    const set = { action: 'modify', code: 'travel-data-control', parameters: { limit: '100.00' } };
    await applyEndedItems(systemCall(db), [itemOf(lineId, [set])]);
    const [facts] = await factsOfLines(systemCall(db), [lineId]);
    const control = facts?.activeOptions.filter(({ code }) => code === 'travel-data-control');
    expect(control).toMatchObject([{ parameters: { limit: '100.00' }, count: 1 }]);
  });

  it('of many lines at once, each gets its own', async () => {
    const [first, second] = [await oneLine(), await oneLine('voicemail')];
    await applyEndedItems(systemCall(db), [
      itemOf(first, [{ action: 'add', code: 'voicemail', parameters: { greeting: 'standard' } }]),
      itemOf(second, [{ action: 'remove', code: 'voicemail' }]),
    ]);
    expect((await stateOf(first)).option_codes).toContain('voicemail');
    expect((await stateOf(second)).option_codes).not.toContain('voicemail');
  });

  it('keeps the list of codes equal to the active options on every line', async () => {
    const { rows } = await sql<{ wrong: number }>`
      SELECT count(*) AS wrong FROM line_state WHERE option_codes <> ARRAY(
        SELECT DISTINCT option_code FROM line_option
        WHERE line_option.line_id = line_state.line_id AND ended_at IS NULL ORDER BY 1)`.execute(db);
    expect(rows).toEqual([{ wrong: 0 }]);
  });
});

describe('a pass whose time is over', () => {
  it('ends at the minute it was sold for, and the line no longer shows it', async () => {
    const [lineId = ''] = await withLines(
      db,
      aLine(company, { options: [{ code: pass, activeSince: now }] }),
    );
    const lasting = await oneLine(); // its options have no end
    const later = { ...systemCall(db), now: new Date(now.getTime() + 40 * 86_400_000) };
    expect(await expireOptions(systemCall(db))).toBe(0);
    expect(await expireOptions(later)).toBeGreaterThan(0);
    expect((await stateOf(lineId)).option_codes).not.toContain(pass);
    expect((await stateOf(lineId)).version).toBe(2);
    expect((await stateOf(lasting)).version).toBe(1);
    const [row] = await db
      .selectFrom('line_option')
      .select(['active_until', 'ended_at'])
      .where('line_id', '=', lineId)
      .where('option_code', '=', pass)
      .execute();
    expect(row?.ended_at).toEqual(row?.active_until);
    const [entry] = await readAudit(db, { organisationId: company.id, action: 'fleet.options-expired' });
    expect(entry).toMatchObject({ actorKind: 'system', after: { active: [] } });
    expect(entry?.before).toEqual({ active: expect.arrayContaining([{ lineId, code: pass }]) });
    expect(await expireOptions(later)).toBe(0);
  });
});

describe('a selection', () => {
  it('by ids keeps their order; by filter goes by name and leaves out the exceptions', async () => {
    const own = await aCompany(db);
    const named = (lastName: string) => aLine(own, { holder: { firstName: 'Z', lastName } });
    const [c = '', a = '', b = ''] = await withLines(db, named('Claes'), named('Évrard'), named('Dubois'));
    const call = callOf(db, own);
    expect(await selectLineIds(call, { lineIds: [b, c, b] })).toEqual([b, c]);
    expect(await selectLineIds(call, { filter: {}, except: [] })).toEqual([c, b, a]);
    expect(await selectLineIds(call, { filter: {}, except: [b] })).toEqual([c, a]);
    expect(await selectLineIds(call, { filter: { status: ['suspended'] }, except: [] })).toEqual([]);
  });

  it('with a line of another company, of a customer number out of sight, or of nobody is not found', async () => {
    const [secondAccount] = company.accounts.slice(1);
    const [foreign = ''] = await withLines(db, aLine(other));
    const [hidden = ''] = await withLines(
      db,
      aLine(company, { billingAccount: secondAccount ?? { id: '', number: '' } }),
    );
    const limited = callOf(db, company, { billingAccountIds: [company.accounts[0]?.id ?? ''] });
    const seen = await oneLine();
    for (const lineId of [foreign, hidden, newId()]) {
      const refusal = { status: 404, code: 'not-found' };
      await expect(selectLineIds(limited, { lineIds: [seen, lineId] })).rejects.toMatchObject(refusal);
      await expect(factsOfLines(limited, [seen, lineId])).rejects.toMatchObject(refusal);
      await expect(lockLines(limited, [seen, lineId])).rejects.toMatchObject(refusal);
    }
    expect(await selectLineIds(limited, { filter: {}, except: [] })).not.toContain(hidden);
  });
});
