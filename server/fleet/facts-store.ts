import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import type { LineForChange } from './line-facts.ts';
import { withinSight } from '../organisations/organisations.ts';

/** Those of the lines that may be seen, without their options, in the order of `lineIds`. */
export async function findFacts(
  call: Call,
  lineIds: string[],
): Promise<Omit<LineForChange, 'activeOptions'>[]> {
  const found = await sql<Omit<LineForChange, 'activeOptions'>>`
    SELECT line.id, line.organisation_id AS "organisationId", line.billing_account_id AS "billingAccountId",
      line.billing_account_number AS "billingAccountNumber", billing_account.cycle_day AS "cycleDay",
      line.msisdn, line.iccid, line.holder_name AS "holderName", line.plan_code AS "planCode",
      line.subscription_kind AS "subscriptionKind", line.product, line.status, line.status_reason AS "statusReason",
      line_state.version, line_state.open_items AS "openItems"
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN line ON line.id = wanted.id
    JOIN line_state ON line_state.line_id = line.id
    JOIN billing_account ON billing_account.id = line.billing_account_id
    WHERE ${withinSight(call.actor, 'line')}
    ORDER BY wanted.place`.execute(call.db);
  return found.rows;
}

export type OptionRow = {
  line_id: string;
  option_code: string;
  parameters: Record<string, unknown>;
  monthly_price: string;
  catalogue_version: number;
  active_since: Date;
  minimum_term_end: Date | null;
};

/** Active options of the lines, those of one line and code together, the oldest first. */
export async function findActiveOptions(call: Call, lineIds: string[]): Promise<OptionRow[]> {
  const held = await sql<OptionRow>`
    SELECT line_option.line_id, line_option.option_code, line_option.parameters, line_option.monthly_price,
      line_option.catalogue_version, line_option.active_since, line_option.minimum_term_end
    FROM unnest(${[...new Set(lineIds)]}::uuid[]) AS wanted (id)
    JOIN line_option ON line_option.line_id = wanted.id AND line_option.ended_at IS NULL
    ORDER BY line_option.line_id, line_option.option_code, line_option.active_since, line_option.id`.execute(
    call.db,
  );
  return held.rows;
}
