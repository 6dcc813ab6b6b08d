import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { HeldOption, LineDetail } from './contract.ts';
import { findDetail, findOptions, type StoredOption } from './detail-store.ts';
import { rowOf } from './row-store.ts';

/** How long ended options stay on a line's page: 12 months, in milliseconds. */
const shown = 365 * 86_400_000;

/** One line with its holder, customer number, SIM and options; 404 when the person may not see it. */
export async function showLine(call: Call<Person>, lineId: string): Promise<LineDetail> {
  const line = await findDetail(call, lineId);
  if (!line) throw notFound();
  const options = await findOptions(call, lineId, new Date(call.now.getTime() - shown));
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
    options: options.map(heldOptionOf),
  };
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
