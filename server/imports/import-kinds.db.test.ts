import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { holdersWorld } from '../../test/holders.ts';
import { checked, numbersOfNobody, send } from '../../test/imports.ts';
import { aPerson } from '../../test/orders.ts';
import type { Call, Person } from '../platform/call.ts';
import { locales } from '../platform/call.ts';
import { changeReading } from './change-reading.ts';
import { sendTemplate } from './send-template.ts';

const database = await testDatabase();
const { db } = database;
const world = await holdersWorld(database);
const { company } = world;
/** Each test by its own person: what he sends is his. */
let call: Call<Person>;
beforeEach(async () => {
  call = await aPerson(db, company, { locale: 'en' });
});

const numbers = (count: number, more: object = {}) => numbersOfNobody(call, company, count, more);

describe('what the rows are about', () => {
  it('can be corrected: the columns are recognised anew', async () => {
    const [line] = await numbers(1);
    const { id, kind } = await send(call, `number;code\n${line?.msisdn};X\n`);
    expect(kind).toBe('cost-centres');
    const changed = await changeReading(call, { importId: id, kind: 'holders' });
    expect(changed).toMatchObject({ kind: 'holders', columns: [{ field: 'number' }, { field: null }] });
    await expect(checked(call, id)).rejects.toMatchObject({ code: 'import-without-holder' });
    await changeReading(call, { importId: id, kind: 'cost-centres', fields: ['number', null] });
    await expect(checked(call, id)).rejects.toMatchObject({ code: 'import-without-cost-centre' });
  });

  it.each(locales)('is told by the template: %s', async (locale) => {
    for (const kind of ['options', 'holders', 'cost-centres'] as const) {
      const template = await sendTemplate(call, { kind, format: 'csv', locale });
      const header = (await new Response(template.body).text()).trim();
      const sent = await send(
        call,
        `${header}\n"0470123456"${';"x"'.repeat(header.split(';').length - 1)}\n`,
      );
      expect(sent.kind).toBe(kind);
      expect(sent.columns.map(({ field }) => field)).not.toContain(null);
    }
  });
});
