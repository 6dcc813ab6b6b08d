import { sql } from 'kysely';
import { currentCatalogue, termsOf } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { LineStatus } from './contract.ts';

export type NewLine = {
  organisationId: string;
  billingAccount: { id: string; number: string };
  /** E.164 digits without plus. */
  msisdn: string;
  planCode: string;
  status: LineStatus;
  statusReason?: string | null;
  statusSince?: Date;
  holder: { firstName: string; lastName: string };
  sim: { iccid: string; imsi: string; form: 'physical' | 'esim' };
  activatedAt: Date;
  syncedAt: Date;
  /** Besides these it gets what its plan includes, for nothing. */
  options: NewLineOption[];
};

export type NewLineOption = {
  code: string;
  activeSince: Date;
  parameters?: Record<string, string>;
  /** How much of a pass's pool is used up, in its unit. */
  poolUsed?: string;
};

/**
 * Adds lines with their live SIM and options, under the terms of the catalogue in force; returns their ids in order. Takes
 * thousands at once: four statements whatever their number.
 */
export async function addLines(caller: Call, lines: NewLine[]): Promise<string[]> {
  const catalogue = await currentCatalogue(caller);
  const rows = lines.map((line) => ({ id: newId(), line, options: optionsOf(catalogue, line) }));
  await inTransaction(caller, async (call) => {
    await insert(
      call,
      'line',
      lineColumns,
      rows.map(({ id, line }) => lineRow(catalogue, id, line)),
    );
    await insert(
      call,
      'line_state',
      stateColumns,
      rows.map(({ id, line, options }) => stateRow(id, line, options)),
    );
    await insert(
      call,
      'sim',
      simColumns,
      rows.map(({ id, line }) => simRow(id, line)),
    );
    await insert(
      call,
      'line_option',
      optionColumns,
      rows.flatMap(({ id, line, options }) =>
        options.map((option) => optionRow(catalogue, id, line, option)),
      ),
    );
  });
  return rows.map(({ id }) => id);
}

/** One statement for all rows; the columns left out are generated or have defaults. */
async function insert(call: Call, table: string, columns: string[], rows: object[]): Promise<void> {
  if (rows.length === 0) return;
  const named = sql.join(columns.map((column) => sql.ref(column)));
  // With the schema: a bare `line` is PostgreSQL's own geometric type.
  const target = sql.table(`public.${table}`);
  await sql`INSERT INTO ${target} (${named})
    SELECT ${named} FROM jsonb_populate_recordset(NULL::${target}, ${JSON.stringify(rows)}::jsonb)`.execute(
    call.db,
  );
}

function planOf(catalogue: Catalogue, code: string): Catalogue['plans'][number] {
  const plan = catalogue.plans.find((each) => each.code === code);
  if (!plan) throw new Error(`the catalogue has no plan ${code}`);
  return plan;
}

function optionsOf(catalogue: Catalogue, line: NewLine): NewLineOption[] {
  const included = planOf(catalogue, line.planCode).includedOptions.filter(
    (code) => !line.options.some((option) => option.code === code),
  );
  return [...included.map((code) => ({ code, activeSince: line.activatedAt })), ...line.options];
}

const lineColumns = [
  'id',
  'organisation_id',
  'billing_account_id',
  'billing_account_number',
  'msisdn',
  'plan_code',
  'subscription_kind',
  'product',
  'catalogue_version',
  'plan_since',
  'status',
  'status_reason',
  'status_since',
  'iccid',
  'holder_first_name',
  'holder_last_name',
  'activated_at',
];

function lineRow(catalogue: Catalogue, id: string, line: NewLine) {
  const plan = planOf(catalogue, line.planCode);
  return {
    id,
    organisation_id: line.organisationId,
    billing_account_id: line.billingAccount.id,
    billing_account_number: line.billingAccount.number,
    msisdn: line.msisdn,
    plan_code: plan.code,
    subscription_kind: plan.kind,
    product: plan.product,
    catalogue_version: catalogue.version,
    plan_since: line.activatedAt,
    status: line.status,
    status_reason: line.statusReason ?? null,
    status_since: line.statusSince ?? line.activatedAt,
    iccid: line.sim.iccid,
    holder_first_name: line.holder.firstName,
    holder_last_name: line.holder.lastName,
    activated_at: line.activatedAt,
  };
}

const stateColumns = [
  'line_id',
  'organisation_id',
  'billing_account_id',
  'option_codes',
  'open_items',
  'version',
  'synced_at',
];

function stateRow(id: string, line: NewLine, options: NewLineOption[]) {
  return {
    line_id: id,
    organisation_id: line.organisationId,
    billing_account_id: line.billingAccount.id,
    option_codes: [...new Set(options.map(({ code }) => code))].toSorted(),
    open_items: 0,
    version: 1,
    synced_at: line.syncedAt,
  };
}

const simColumns = ['iccid', 'imsi', 'organisation_id', 'line_id', 'form', 'live_from'];

function simRow(id: string, line: NewLine) {
  return { ...line.sim, organisation_id: line.organisationId, line_id: id, live_from: line.activatedAt };
}

const optionColumns = [
  'id',
  'organisation_id',
  'line_id',
  'option_code',
  'catalogue_version',
  'parameters',
  'monthly_price',
  'one_off_price',
  'active_since',
  'active_until',
  'minimum_term_end',
  'pool_unit',
  'pool_total',
  'pool_used',
];

function optionRow(catalogue: Catalogue, lineId: string, line: NewLine, held: NewLineOption) {
  const option = catalogue.options.find(({ code }) => code === held.code);
  if (!option) throw new Error(`the catalogue has no option ${held.code}`);
  const isIncluded = planOf(catalogue, line.planCode).includedOptions.includes(held.code);
  const terms = termsOf(option, held.activeSince);
  const defaults = Object.fromEntries(
    option.parameters.map((parameter) => [parameter.code, parameter.default]),
  );
  return {
    id: newId(),
    organisation_id: line.organisationId,
    line_id: lineId,
    option_code: option.code,
    catalogue_version: catalogue.version,
    parameters: { ...defaults, ...held.parameters },
    monthly_price: isIncluded ? '0' : terms.monthlyPrice,
    one_off_price: isIncluded ? '0' : terms.oneOffPrice,
    active_since: held.activeSince,
    active_until: terms.activeUntil,
    minimum_term_end: isIncluded ? null : terms.minimumTermEnd,
    pool_unit: terms.pool?.unit ?? null,
    pool_total: terms.pool?.total ?? null,
    pool_used: terms.pool ? (held.poolUsed ?? '0') : null,
  };
}
