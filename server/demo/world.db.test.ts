import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { systemCall } from '../../test/fleet.ts';
import { applyCatalogue } from '../catalogue/catalogue.ts';
import { inventedMsisdn, inventedSim } from './numbers.ts';
import { seedWorld, worldManagers } from './seed-world.ts';

const database = await testDatabase({ poolSize: 10 });
const { db, url } = database;
const call = systemCall(db);
await applyCatalogue(call, new URL('../../catalogue', import.meta.url).pathname);
const before = await schema();
await seedWorld({ database, url }, call, { lines: 1500, companies: 9, seed: 3, pattern: 120 }, () => {});

async function schema(): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    SELECT pg_get_indexdef(indexrelid) AS said FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
      WHERE relnamespace IN ('public'::regnamespace, 'simulator'::regnamespace)
    UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1`.execute(
    db,
  );
  return rows.map(({ said }) => said);
}

async function count(question: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) FROM (${question}) AS found`.execute(db);
  return rows[0]?.count ?? -1;
}

describe('an operator with many customers', () => {
  it('has as many lines and companies as were wished, a largest one, and small ones', async () => {
    const { rows } = await sql<{ lines: number; name: string }>`
      SELECT organisation.name, count(*) AS lines FROM line JOIN organisation ON organisation.id = line.organisation_id
      GROUP BY organisation.id ORDER BY 2 DESC`.execute(db);
    expect(rows.map(({ lines }) => lines).reduce((all, lines) => all + lines, 0)).toBe(1500);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(9);
    expect(rows.at(-1)?.lines).toBeGreaterThanOrEqual(40);
    const largest = await count(sql`SELECT FROM line JOIN person USING (organisation_id)
      WHERE person.email = ${worldManagers.largest}`);
    expect(largest).toBe(150);
  });

  it('has numbers and SIMs as every invented fleet, each once', async () => {
    const { rows } = await sql<{ msisdn: string; iccid: string; imsi: string }>`
      SELECT line.msisdn, line.iccid, sim.imsi FROM line JOIN sim ON sim.line_id = line.id AND sim.iccid = line.iccid
      ORDER BY line.iccid`.execute(db);
    expect(rows).toEqual(
      rows.map((_, place) => {
        const { iccid, imsi } = inventedSim(place, 'physical');
        return { msisdn: inventedMsisdn(place), iccid, imsi };
      }),
    );
  });

  it('has a history: what failed, what is planned and what differs on the network, of companies large and small', async () => {
    const { rows } = await sql<{ state: string; companies: number }>`
      SELECT state, count(DISTINCT organisation_id) AS companies FROM product_order GROUP BY 1`.execute(db);
    const companies = Object.fromEntries(rows.map(({ state, companies }) => [state, companies]));
    expect(companies['completed']).toBe(9);
    expect(companies['planned']).toBe(9);
    expect(companies['partial']).toBeGreaterThan(1);
    expect(await count(sql`SELECT FROM line_drift`)).toBeGreaterThan(5);
    expect(await count(sql`SELECT FROM notification`)).toBeGreaterThan(5);
    for (const table of ['line_holder', 'line_cost_centre'])
      expect(
        await count(sql`SELECT DISTINCT organisation_id FROM ${sql.table(table)} WHERE phase = 'ended'`),
      ).toBe(9);
  });

  it('is whole: counters, options, customer numbers and the network say the same', async () => {
    expect(
      await count(sql`SELECT FROM product_order WHERE (item_count, failed_count) IS DISTINCT FROM
        (SELECT (count(*)::integer, (count(*) FILTER (WHERE state = 'failed'))::integer) FROM order_item WHERE order_id = product_order.id)`),
    ).toBe(0);
    expect(
      await count(sql`SELECT FROM line_state WHERE option_codes IS DISTINCT FROM ARRAY(
        SELECT DISTINCT option_code FROM line_option WHERE line_id = line_state.line_id AND ended_at IS NULL ORDER BY 1)`),
    ).toBe(0);
    expect(
      await count(sql`SELECT FROM line JOIN billing_account AS account ON account.id = line.billing_account_id
        WHERE (account.organisation_id, account.number) <> (line.organisation_id, line.billing_account_number)`),
    ).toBe(0);
    expect(
      await count(sql`SELECT FROM order_item AS item JOIN line ON line.id = item.line_id JOIN product_order AS whole ON whole.id = item.order_id
        WHERE (line.msisdn, line.iccid, line.organisation_id, line.billing_account_id)
          <> (item.msisdn, item.iccid, item.organisation_id, item.billing_account_id)
          OR whole.organisation_id <> item.organisation_id OR NOT item.billing_account_id = ANY(whole.billing_account_ids)`),
    ).toBe(0);
    expect(
      await count(sql`SELECT FROM line
        LEFT JOIN line_holder ON line_holder.line_id = line.id AND line_holder.phase = 'current'
        LEFT JOIN holder ON holder.id = line_holder.target_id AND holder.organisation_id = line.organisation_id
        LEFT JOIN line_cost_centre ON line_cost_centre.line_id = line.id AND line_cost_centre.phase = 'current'
        LEFT JOIN cost_centre ON cost_centre.id = line_cost_centre.target_id AND cost_centre.organisation_id = line.organisation_id
        WHERE (line.holder_last_name, line.holder_first_name, line.cost_centre_code)
          <> (coalesce(holder.last_name, ''), coalesce(holder.first_name, ''), coalesce(cost_centre.code, ''))`),
    ).toBe(0);
    expect(
      await count(
        sql`SELECT FROM line JOIN simulator.subscriber AS sim USING (iccid) WHERE sim.msisdn = line.msisdn`,
      ),
    ).toBe(1500);
  });

  it('leaves the tables as they were made, with every index and constraint', async () => {
    expect(await schema()).toEqual(before);
  });
});
