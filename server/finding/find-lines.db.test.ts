import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, withLines } from '../../test/fleet.ts';
import { newId } from '../platform/id.ts';
import { lineListQuerySchema } from './contract.ts';
import { listLines } from './list-lines.ts';

const { db } = await testDatabase();
const company = await aCompany(db);
const other = await aCompany(db);
const call = callOf(db, company);

const people = {
  marie: ['Marie', 'Dupont', '32492001234', '8932981000000000017'],
  rene: ['René', 'Lefèvre', '32492001299', '8932981000000000025'],
  joris: ['Joris', 'D’Hondt', '32475303030', '8932981000000000033'],
  an: ['An', 'Li', '32486112233', '8932981000000000041'],
  jeanPierre: ['Jean-Pierre', 'Crèvecœur', '32499887766', '8932981000000000058'],
  percent: ['50%', '_Backup\\', '32460555555', '8932981000000000066'],
  nobody: ['', '', '352621123456', '8932981000000000074'],
} as const;
type Who = keyof typeof people;

beforeAll(async () => {
  const lines = Object.values(people).map(([firstName, lastName, msisdn, iccid], place) =>
    aLine(company, {
      msisdn,
      holder: { firstName, lastName, ...(firstName === 'René' ? { personnelNumber: 'P-77.81' } : {}) },
      ...(firstName === 'Joris' ? { costCentreCode: '41-20' } : {}),
      ...(firstName === 'An' ? { planCode: 'business-everywhere-intense' } : {}),
      sim: { iccid, imsi: `2069900000000${String(place).padStart(2, '0')}`, form: 'physical' },
    }),
  );
  await withLines(db, ...lines);
  // As holders keeps it; another company's of the same code says nothing of ours.
  for (const [organisationId, name] of [
    [company.id, 'Électricité'],
    [other.id, 'Marie'],
  ])
    await sql`INSERT INTO cost_centre (id, organisation_id, code, name, created_at)
      VALUES (${newId()}, ${organisationId}, '41-20', ${name}, ${now})`.execute(db);
});

async function found(search: string): Promise<Who[]> {
  const { lines, total } = await listLines(call, lineListQuerySchema.parse({ search }));
  expect(total).toBe(lines.length);
  const numbers = new Set(lines.map(({ msisdn }) => msisdn));
  return (Object.keys(people) as Who[]).filter((who) => numbers.has(people[who][2]));
}

describe('the search box', () => {
  it.each<[string, Who[]]>([
    // numbers, in any writing
    ['0492 00 12', ['marie', 'rene']],
    ['0492001234', ['marie']],
    ['0492/00.12.34', ['marie']],
    ['+32492001234', ['marie']],
    ['+32 492 00 12', ['marie', 'rene']],
    ['+32 (0)492 00 12 34', ['marie']],
    ['0032492001234', ['marie']],
    ['32492001234', ['marie']],
    ['001234', ['marie']],
    ['1234', ['marie', 'nobody']],
    ['+352 621', ['nobody']],
    ['+492', []],
    // SIM, by its last digits or all of it
    ['0033', ['joris']],
    ['8932 9810 0000 0000 041', ['an']],
    // IMSI
    ['206990000000002', ['joris']],
    ['20699 000000 0003', ['an']],
    // plan, in any language and together with all else; a part of it does
    ['business', ['an']],
    ['everywhere marie', []],
    ['li business', ['an']],
    ['marie SHAPE plus', ['marie']],
    ['bu', ['an']],
    // personnel number; cost centre by its code and by its name
    ['p-77.81', ['rene']],
    ['P7781', ['rene']],
    ['41-20', ['joris']],
    ['4120', ['joris']],
    ['elec', ['joris']],
    ['el hondt', ['joris']],
    ['elec marie', []],
    // what separates the words of a name may be left out
    ['dhondt', ['joris']],
    ['jeanpierre', ['jeanPierre']],
    ['rd', []],
    // names: any order, any case, with or without accents
    ['dupont', ['marie']],
    ['Dupont Marie', ['marie']],
    ['MARIE DUPONT', ['marie']],
    ['Dupont, Marie', ['marie']],
    ['lefevre', ['rene']],
    ['RENÉ lef', ['rene']],
    ['d’hondt', ['joris']],
    ["d'hondt", ['joris']],
    ['jean-pierre', ['jeanPierre']],
    ['crevecoeur', ['jeanPierre']],
    ['pierre jean', ['jeanPierre']],
    // parts and combinations
    ['upo', ['marie']],
    ['li', ['an']],
    ['an', ['jeanPierre', 'an']],
    ['marie 0492', ['marie']],
    ['rene 1234', []],
    // wildcards are characters
    ['50%', ['percent']],
    ['%', ['percent']],
    ['_backup\\', ['percent']],
    ['d_pont', []],
    ['', Object.keys(people) as Who[]],
  ])('%j finds %j', async (search, who) => {
    expect((await found(search)).toSorted()).toEqual(who.toSorted());
  });

  it('finds all lines of a customer number', async () => {
    expect(await found(company.accounts[0]?.number ?? '')).toHaveLength(Object.keys(people).length);
  });
});
