import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { HeldOption, LineDetail } from './contract.ts';
import { rowColumns, rowOf, type StoredRow } from './line-row.ts';
import { whatMayBeSeen } from './store.ts';

/** How long ended options stay on a line's page. */
const shownMonths = 12;

/** One line with its holder, customer number, SIM and options; 404 when the person may not see it. */
export async function showLine(call: Call<Person>, lineId: string): Promise<LineDetail> {
  const found = await sql<StoredRow & MoreOfLine>`
    SELECT ${rowColumns}, line.holder_first_name, line.holder_last_name, line.plan_since, line.status_since,
      line.activated_at, billing_account.name AS account_name, billing_account.cycle_day,
      sim.iccid AS sim_iccid, sim.imsi, sim.form, sim.live_from
    FROM line
    JOIN line_state ON line_state.line_id = line.id
    JOIN billing_account ON billing_account.id = line.billing_account_id
    JOIN sim ON sim.line_id = line.id AND sim.live_until IS NULL
    WHERE line.id = ${lineId} AND ${whatMayBeSeen(call.actor, 'line')}`.execute(call.db);
  const [line] = found.rows;
  if (!line) throw notFound();
  return {
    ...rowOf(line),
    holder: { firstName: line.holder_first_name, lastName: line.holder_last_name },
    billingAccount: {
      number: line.billing_account_number,
      name: line.account_name,
      cycleDay: line.cycle_day,
    },
    planSince: line.plan_since.toISOString(),
    statusSince: line.status_since.toISOString(),
    activatedAt: line.activated_at.toISOString(),
    sim: { iccid: line.sim_iccid, imsi: line.imsi, form: line.form, liveFrom: line.live_from.toISOString() },
    options: await optionsOf(call, lineId),
  };
}

type MoreOfLine = {
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

type StoredOption = {
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

/** Active ones first, then those that ended in the last 12 months, the latest first. */
async function optionsOf(call: Call<Person>, lineId: string): Promise<HeldOption[]> {
  const held = await sql<StoredOption>`
    SELECT * FROM line_option
    WHERE line_id = ${lineId}
      AND (ended_at IS NULL OR ended_at > ${call.now}::timestamptz - ${shownMonths} * interval '1 month')
    ORDER BY ended_at DESC NULLS FIRST, active_since DESC, option_code, id`.execute(call.db);
  return held.rows.map(heldOptionOf);
}

function heldOptionOf(stored: StoredOption): HeldOption {
  const { pool_unit: unit, pool_total: total } = stored;
  return {
    id: stored.id,
    code: stored.option_code,
    parameters: stored.parameters,
    monthlyPrice: moneyOf(stored.monthly_price),
    oneOffPrice: moneyOf(stored.one_off_price),
    activeSince: stored.active_since.toISOString(),
    activeUntil: stored.active_until?.toISOString() ?? null,
    minimumTermEnd: stored.minimum_term_end?.toISOString() ?? null,
    pool: unit && total !== null ? { unit, total, used: stored.pool_used ?? '0' } : null,
    endedAt: stored.ended_at?.toISOString() ?? null,
  };
}

/** numeric(12,4) without the zeros after the cents: 24.7900 → 24.79. */
function moneyOf(stored: string): string {
  return stored.replace(/0{1,2}$/, '');
}
