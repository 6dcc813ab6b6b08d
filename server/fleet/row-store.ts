import { type RawBuilder, sql } from 'kysely';
import type { LineRow, LineStatus, Product } from './contract.ts';

/** Columns of `line` and `line_state` that a row of the list shows, for a SELECT over both. */
export const rowColumns: RawBuilder<unknown> = sql`line.id, line.msisdn, line.iccid, line.holder_name,
  line.billing_account_number, line.cost_centre_code, line.product, line.plan_code, line.subscription_kind, line.status, line.status_reason,
  line_state.option_codes, line_state.open_items, line_state.version, line_state.synced_at`;

export type StoredRow = {
  id: string;
  msisdn: string;
  iccid: string;
  /** Told of what is searched, and on its own page. */
  imsi?: string | null;
  holder_name: string;
  billing_account_number: string;
  cost_centre_code: string;
  product: Product;
  plan_code: string;
  subscription_kind: string;
  status: LineStatus;
  status_reason: string | null;
  option_codes: string[];
  open_items: number;
  version: number;
  synced_at: Date;
};

/** A row of the list as it is answered. */
export function rowOf(stored: StoredRow): LineRow {
  return {
    id: stored.id,
    msisdn: stored.msisdn,
    iccid: stored.iccid,
    imsi: stored.imsi ?? null,
    holderName: stored.holder_name,
    billingAccountNumber: stored.billing_account_number,
    costCentreCode: stored.cost_centre_code,
    product: stored.product,
    planCode: stored.plan_code,
    subscriptionKind: stored.subscription_kind,
    status: stored.status,
    statusReason: stored.status_reason,
    optionCodes: stored.option_codes,
    changesUnderWay: stored.open_items,
    version: stored.version,
    syncedAt: stored.synced_at.toISOString(),
  };
}
