import { afterAll, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, plain } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database);
const marie = await customer.person();
const lineIds = await customer.numbers([null]);
const change = { add: [{ code: 'itemised-usage' }], remove: [] };
const refused = (body: object) => marie.refused('post', '/api/quotes', body);

it('a date that does not exist is refused in the language of who asks, and only once', async () => {
  for (const at of ['2027-02-31T10:00', '2027-01-01T25:00', 'tomorrow']) {
    const { code, detail } = await refused({ selection: { lineIds }, change, starts: { kind: 'at', at } });
    expect(code).toBe('invalid-input');
    expect(plain(detail)).toMatch(
      /^Une partie de ce qui a été envoyé est inutilisable : starts\/at: [^;]*invalide[^;]*$/,
    );
  }
});

it('a filter with a misspelt member narrows nothing, so it is refused: else all numbers would be changed', async () => {
  const selections = [
    { filter: { statuses: ['active'] } },
    { filter: {}, exept: lineIds },
    { lineIds, filter: {} },
  ];
  for (const selection of selections) {
    const { code, detail } = await refused({ selection, change });
    expect([code, detail]).toEqual(['invalid-input', expect.stringContaining('selection')]);
  }
  expect((await refused({ selection: selections[0], change })).detail).toContain('"statuses"');
});

it('a misspelt member of anything that is sent is refused by its name: it would be as if it had not been said', async () => {
  const untill = await refused({ selection: { lineIds }, change, untill: '2027-02-28T10:00' });
  expect([untill.code, untill.detail]).toEqual(['invalid-input', expect.stringContaining('untill')]);
  const inner = await refused({
    selection: { lineIds },
    change: { add: [{ code: 'roaming', limit: 5 }], remove: [] },
  });
  expect(inner.fields).toMatchObject([{ pointer: '#/body/change/add/0', code: 'unrecognized_keys' }]);
  expect(inner.detail).toContain('limit');
});

it('a body of another kind is refused without naming a field', async () => {
  expect(plain((await refused([])).detail)).toMatch(/inutilisable : Entrée invalide : objet attendu/);
});

it('of a selection by number, what is wrong is told of the numbers', async () => {
  const tooMany = Array.from({ length: 10_001 }, () => newId());
  const { fields } = await refused({ selection: { lineIds: tooMany }, change });
  expect(fields).toMatchObject([{ pointer: '#/body/selection/lineIds', code: 'too_big' }]);
});

it('codes that no catalogue writes are refused, and those that only a program has are no options', async () => {
  for (const code of ['__proto__', 'toString', 'x'.repeat(81), 'A B'])
    for (const wanted of [{ add: [{ code }] }, { remove: [code] }])
      expect(await refused({ selection: { lineIds }, change: wanted })).toMatchObject({
        code: 'invalid-input',
      });
  for (const code of ['constructor', 'valueof', 'nothing-of-ours']) {
    const { eligibleCount } = await marie.quote(lineIds, { add: [code] });
    expect([code, eligibleCount]).toEqual([code, 0]);
  }
});
