import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { storeFleet } from '../../test/faults/stored-orders.ts';
import { elementOf, elementOfLine, type Network } from './provisioning.ts';

const { db } = await testDatabase();

const rules: Network['rules'] = [
  { element: 'voice-hlr', product: ['voice'], plan: ['gold', 'silver'] },
  { element: 'south', simRange: ['893201', '893202'] },
  { element: 'gold', plan: ['gold'] },
];

test('the first rule that fits chooses the element of a line, in a query as for one line', async () => {
  const fleet = await storeFleet(db, 60);
  const plans = ['gold', 'silver', 'iron'];
  const ranges = ['893201', '893202', '893210'];
  await sql`UPDATE line SET
      plan_code = (${plans}::text[])[1 + n % 3], product = (ARRAY['voice', 'data', 'm2m'])[1 + n / 3 % 3],
      iccid = (${ranges}::text[])[1 + n / 9 % 3] || substr(iccid, 7)
    FROM (SELECT id, row_number() OVER (ORDER BY id)::integer AS n FROM line) AS numbered
    WHERE numbered.id = line.id`.execute(db);
  for (const network of [
    { rules, default: 'rest' },
    { rules: [], default: 'only' },
  ]) {
    const { rows } = await sql<{ planCode: string; product: string; iccid: string; element: string }>`
      SELECT plan_code AS "planCode", product, iccid, ${elementOfLine(network)} AS element FROM line`.execute(
      db,
    );
    expect(rows).toHaveLength(fleet.lineIds.length);
    for (const row of rows) expect(row.element).toBe(elementOf(network, row));
    expect(new Set(rows.map(({ element }) => element)).size).toBe(network.rules.length + 1);
  }
});
