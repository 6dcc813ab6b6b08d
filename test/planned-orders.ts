import { sql } from 'kysely';
import { beginPlanned } from '../server/orders/begin-planned.ts';
import type { Call, Person } from '../server/platform/call.ts';
import { onlySimulator } from '../server/provisioning/provisioning.ts';
import type { TestDatabase } from './database.ts';
import { aCompany, systemCall, type TestCompany } from './fleet.ts';
import { aPerson, carryOut } from './orders.ts';

/** When the tests plan something for, on the clocks of Brussels and as an instant. */
export const later = { starts: { kind: 'at', at: '2026-07-01T09:00' } } as const;
export const laterAt = new Date('2026-07-01T07:00:00.000Z');
export const until = { until: '2026-07-14T23:59' };
export const untilAt = new Date('2026-07-14T21:59:00.000Z');

/** What passes with time for planned orders of a database. */
export function plannedOrders(database: TestDatabase) {
  const { db } = database;
  return {
    /** A manager of a company of his own. */
    aManager: async (accounts = 1): Promise<{ company: TestCompany; manager: Call<Person> }> => {
      const company = await aCompany(db, accounts);
      return { company, manager: await aPerson(db, company) };
    },
    /** Begins what is due at a time. */
    begin: async (now: Date): Promise<void> => {
      await beginPlanned({ ...systemCall(db), now }, onlySimulator);
    },
    /** Begins what is due at a time, and carries it out. */
    timePasses: async (to: Date): Promise<void> => {
      await beginPlanned({ ...systemCall(db), now: to }, onlySimulator);
      await carryOut(database, undefined, to);
    },
    /** The network no longer refuses this number. */
    letPass: async (lineId: string): Promise<void> => {
      await sql`UPDATE line SET msisdn = left(msisdn, -4) || '5555' WHERE id = ${lineId}`.execute(db);
      await sql`UPDATE order_item SET msisdn = left(msisdn, -4) || '5555' WHERE line_id = ${lineId}`.execute(
        db,
      );
    },
    openItemsOf: async (lineId = ''): Promise<number | undefined> => {
      const row = await db
        .selectFrom('line_state')
        .select('open_items')
        .where('line_id', '=', lineId)
        .executeTakeFirst();
      return row?.open_items;
    },
  };
}
