import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';

const { db } = await testDatabase();

test('whole numbers come as numbers, money and days as text, moments as Date', async () => {
  const { rows } =
    await sql`SELECT 9007199254740991::int8 AS count, 12.50::numeric(12, 2) AS price, date '2024-02-29' AS day,
    timestamptz '2024-02-29T12:00:00+01' AS moment, '{1,NULL}'::int8[] AS counts, '{2024-02-29}'::date[] AS days,
    '{}'::int8[] AS none`.execute(db);
  expect(rows).toEqual([
    {
      count: 9007199254740991,
      price: '12.50',
      day: '2024-02-29',
      moment: new Date('2024-02-29T11:00:00Z'),
      counts: [1, null],
      days: ['2024-02-29'],
      none: [],
    },
  ]);
});

test('a whole number that a number cannot hold exactly is a defect, not a wrong digit', async () => {
  await expect(sql`SELECT 9007199254740993::int8 AS count`.execute(db)).rejects.toThrow(RangeError);
});
