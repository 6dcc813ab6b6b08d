import { sql } from 'kysely';
import type { Db } from '../../platform/call.ts';

/** A SIM as the simulated network knows it, with the services that are switched on. */
export type Subscriber = {
  iccid: string;
  msisdn: string;
  services: Record<string, string | number | boolean | null>;
};

/** Makes SIMs known to the simulated network, or sets them anew; for seeds and tests. */
export async function provideSubscribers(db: Db, subscribers: Subscriber[]): Promise<void> {
  const atMost = 10_000;
  for (let from = 0; from < subscribers.length; from += atMost) {
    const some = subscribers.slice(from, from + atMost);
    await sql`
      INSERT INTO simulator.subscriber (iccid, msisdn, services)
      SELECT * FROM unnest(${some.map(({ iccid }) => iccid)}::text[], ${some.map(({ msisdn }) => msisdn)}::text[],
                           ${some.map(({ services }) => JSON.stringify(services))}::jsonb[])
      ON CONFLICT (iccid) DO UPDATE SET msisdn = excluded.msisdn, services = excluded.services`.execute(db);
  }
}
