import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, systemCall, withLines } from '../../test/fleet.ts';
import { holdersWorld, today } from '../../test/holders.ts';
import { countFacets } from '../finding/facet-list.ts';
import { newId } from '../platform/id.ts';
import { assignLines, endAssignments } from './assign-lines.ts';
import { assignSchema } from './contract.ts';
import { listCostCentres } from './cost-centre-list.ts';
import { addCostCentre, changeCostCentre, deleteCostCentre } from './keep-cost-centres.ts';
import { assignedOn, showAssignments } from './show-assignments.ts';
import { turnAssignments } from './turn-assignments.ts';
import { withdrawAssignment } from './withdraw-assignment.ts';

const database = await testDatabase();
const { db } = database;
const world = await holdersWorld(database);
const { company, aNumber, aHolder, assign, shown, manager, stranger } = world;
const page = { page: 1, size: 50 };

describe('a number', () => {
  it('passes to another holder and cost centre; list, search, filter and facets show it, its history stays', async () => {
    const lineId = await aNumber({ holder: { firstName: 'Anne', lastName: 'Avant' } });
    const zoe = await aHolder({ email: 'Zoe@Example.test' });
    const centre = await addCostCentre(manager, { code: 'IT-42', name: 'Informatique' });
    expect(await assign([lineId], 'holder', zoe.id)).toEqual({ changed: 1, left: 0, refused: 0 });
    await assign([lineId], 'cost-centre', centre.id);
    expect(await shown(lineId)).toEqual([zoe.name, 'IT-42']);
    expect(await shown(lineId, { search: 'evrard1 it-42' })).toEqual([zoe.name, 'IT-42']);
    expect(await shown(lineId, { search: 'Avant' })).toBeUndefined();
    expect(await shown(lineId, { costCentre: 'IT-42', holder: zoe.id, sort: 'costCentre' })).toBeDefined();
    expect(await shown(lineId, { holder: 'none' })).toBeUndefined();
    expect((await countFacets(manager)).costCentre).toContainEqual({ value: 'IT-42', count: 1 });
    expect((await showAssignments(manager, lineId)).holders).toMatchObject([
      { name: zoe.name, from: today, until: null, phase: 'current' },
      { name: 'Avant, Anne', from: '2025-01-15', until: '2026-06-12', phase: 'ended' },
    ]);
    const on = (day: string) => assignedOn(manager, { selection: { lineIds: [lineId] }, on: day });
    expect((await on('2026-06-12')).lines).toMatchObject([{ holderName: 'Avant, Anne', costCentreCode: '' }]);
    expect((await on(today)).lines).toMatchObject([{ holderId: zoe.id, costCentreCode: 'IT-42' }]);
  });

  it('shows nobody after the last day, and until then its holder', async () => {
    const lineId = await aNumber({ holder: { firstName: 'Luc', lastName: 'Parti' } });
    const end = { selection: { lineIds: [lineId] }, kind: 'holder' as const };
    await endAssignments(manager, { ...end, on: today });
    expect(await shown(lineId)).toEqual(['Parti, Luc', '']);
    await turnAssignments({ ...systemCall(db), now: new Date('2026-06-13T22:00:00Z') });
    expect(await shown(lineId)).toEqual(['', '']);
    expect(await shown(lineId, { holder: 'none' })).toBeDefined();
  });

  it('gets by itself what was planned, at midnight in Brussels and not before', async () => {
    const lineId = await aNumber();
    const zoe = await aHolder();
    await assign([lineId], 'holder', zoe.id, { from: '2026-12-01' });
    const at = async (instant: string) => {
      await turnAssignments({ ...systemCall(db), now: new Date(instant) });
      return shown(lineId);
    };
    expect(await at('2026-11-30T22:59:59Z')).toEqual(['Peeters, Anne', '']);
    expect(await at('2026-11-30T23:00:00Z')).toEqual([zoe.name, '']);
    expect((await showAssignments(manager, lineId)).holders.map(({ phase }) => phase)).toEqual([
      'current',
      'ended',
    ]);
  });

  it('can have what is planned taken back, but not what has begun', async () => {
    const lineId = await aNumber();
    await assign([lineId], 'holder', (await aHolder()).id, { from: '2026-12-01' });
    const [planned, current] = (await showAssignments(manager, lineId)).holders;
    const take = (id = '') => withdrawAssignment(manager, { lineId, kind: 'holder', id });
    await take(planned?.id);
    await expect(take(planned?.id)).rejects.toMatchObject({ status: 404 });
    await expect(take(current?.id)).rejects.toMatchObject({ status: 404 });
  });

  it('passes on also on the last day of who had it', async () => {
    const lineId = await aNumber();
    const zoe = await aHolder();
    await endAssignments(manager, { selection: { lineIds: [lineId] }, kind: 'holder', on: today });
    await assign([lineId], 'holder', zoe.id);
    expect(await shown(lineId)).toEqual([zoe.name, '']);
  });

  it('does not have its history rewritten', async () => {
    const lineId = await aNumber();
    const zoe = await aHolder();
    await expect(assign([lineId], 'holder', zoe.id, { from: '2024-01-01' })).rejects.toMatchObject({
      code: 'assignment-overlaps',
    });
  });

  it('never has two holders on a day, whoever writes: the database refuses', async () => {
    const lineId = await aNumber();
    const zoe = await aHolder();
    await expect(
      sql`INSERT INTO line_holder (id, organisation_id, line_id, target_id, valid_from, phase)
        VALUES (${newId()}, ${company.id}, ${lineId}, ${zoe.id}, '2027-01-01', 'planned')`.execute(db),
    ).rejects.toThrow('line_holder_one_at_once');
  });

  it('has one holder when two people give it one at the same moment', async () => {
    const lineId = await aNumber();
    const [one, two] = await Promise.all([aHolder(), aHolder()]);
    await Promise.all([assign([lineId], 'holder', one.id), assign([lineId], 'holder', two.id)]);
    expect([one.name, two.name]).toContain((await shown(lineId))?.[0]);
  });
});

describe('several numbers', () => {
  it('get a cost centre together: those that have it or cannot are left as they are', async () => {
    const own = await aCompany(db);
    const call = callOf(db, own);
    const ids = await withLines(db, ...Array.from({ length: 2003 }, () => aLine(own)));
    const [first = '', late = ''] = ids;
    const [a, b] = [
      await addCostCentre(call, { code: 'A', name: '' }),
      await addCostCentre(call, { code: 'B', name: '' }),
    ];
    await assign([first], 'cost-centre', a.id, {}, call);
    await assign([late], 'cost-centre', b.id, { from: '2026-06-10' }, call);
    const body = assignSchema.parse({
      selection: { filter: {} },
      kind: 'cost-centre',
      targetId: a.id,
      from: '2026-06-01',
    });
    expect(await assignLines(call, body)).toEqual({ changed: 2000, left: 1, refused: 2 });
    expect(await assignLines(call, body)).toEqual({ changed: 1, left: 0, refused: 2 });
    expect((await listCostCentres(call, page)).costCentres).toMatchObject([
      { code: 'A', lines: 2002 },
      { code: 'B', lines: 1 },
    ]);
  });
});

describe('a cost centre', () => {
  it('is one of its code, can be closed when it is in history but not removed, and then no number gets it', async () => {
    const centre = await addCostCentre(manager, { code: 'OLD', name: 'Old' });
    await expect(addCostCentre(manager, { code: 'OLD', name: '' })).rejects.toMatchObject({
      code: 'cost-centre-taken',
    });
    await assign([await aNumber()], 'cost-centre', centre.id);
    await expect(deleteCostCentre(manager, centre.id)).rejects.toMatchObject({
      code: 'cost-centre-in-history',
    });
    expect((await changeCostCentre(manager, centre.id, { closed: true })).closedAt).toBe(now.toISOString());
    await expect(assign([await aNumber()], 'cost-centre', centre.id)).rejects.toMatchObject({
      code: 'cost-centre-closed',
    });
    await expect(changeCostCentre(stranger, centre.id, {})).rejects.toMatchObject({ status: 404 });
    await expect(
      deleteCostCentre(manager, (await addCostCentre(manager, { code: 'NEW', name: '' })).id),
    ).resolves.toBeUndefined();
  });
});
