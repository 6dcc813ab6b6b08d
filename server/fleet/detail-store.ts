import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { HeldOption } from './contract.ts';
import { rowColumns, type StoredRow } from './row-store.ts';
import { withinSight } from '../organisations/organisations.ts';

export type StoredDetail = StoredRow & {
  holder_first_name: string;
  holder_last_name: string;
  plan_since: Date;
  status_since: Date;
  activated_at: Date;
  account_name: string;
  cycle_day: number;
  sim_iccid: string;
  imsi: string;
  form: 'physical' | 'esim';
  live_from: Date;
};

/** One line with all that its page shows but the options; undefined when the person may not see it. */
export async function findDetail(call: Call<Person>, lineId: string): Promise<StoredDetail | undefined> {
  const found = await sql<StoredDetail>`
    SELECT ${rowColumns}, line.holder_first_name, line.holder_last_name, line.plan_since, line.status_since,
      line.activated_at, billing_account.name AS account_name, billing_account.cycle_day,
      sim.iccid AS sim_iccid, sim.imsi, sim.form, sim.live_from
    FROM line
    JOIN line_state ON line_state.line_id = line.id
    JOIN billing_account ON billing_account.id = line.billing_account_id
    JOIN sim ON sim.line_id = line.id AND sim.live_until IS NULL
    WHERE line.id = ${lineId} AND ${withinSight(call.actor, 'line')}`.execute(call.db);
  return found.rows[0];
}

export type StoredOption = {
  id: string;
  option_code: string;
  parameters: HeldOption['parameters'];
  monthly_price: string;
  one_off_price: string;
  active_since: Date;
  active_until: Date | null;
  minimum_term_end: Date | null;
  pool_unit: 'MB' | 'minutes' | 'sms' | null;
  pool_total: string | null;
  pool_used: string | null;
  ended_at: Date | null;
};

/** Active options first, then those that ended since an instant, the latest first. */
export async function findOptions(call: Call, lineId: string, endedSince: Date): Promise<StoredOption[]> {
  const held = await sql<StoredOption>`
    SELECT * FROM line_option WHERE line_id = ${lineId} AND (ended_at IS NULL OR ended_at > ${endedSince})
    ORDER BY ended_at DESC NULLS FIRST, active_since DESC, option_code, id`.execute(call.db);
  return held.rows;
}
