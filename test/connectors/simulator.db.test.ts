import { sql } from 'kysely';
import type { Sim } from '../../server/provisioning/connectors/connector.ts';
import { openSimulator } from '../../server/provisioning/provisioning.ts';
import { testDatabase } from '../database.ts';
import { keepsThePromise } from './promise.ts';

const { db, url } = await testDatabase();
let sims = 0;

keepsThePromise('the simulator', {
  open: () => openSimulator({ url }),
  newSim: (): Sim => {
    sims += 1;
    return {
      iccid: `893298${String(sims).padStart(13, '0')}`,
      imsi: `20698${String(sims).padStart(10, '0')}`,
      msisdn: `3246${String(1000 + sims)}010`,
    };
  },
  service: { name: 'data-bundle', on: 'boost-5gb' },
  record: async ({ iccid }) => {
    const { rows } = await sql<{ msisdn: string; has: Record<string, string> }>`
      SELECT msisdn, services AS has FROM simulator.subscriber WHERE iccid = ${iccid}`.execute(db);
    return rows[0] ?? null;
  },
});
