import { termsOf } from '../catalogue/catalogue.ts';
import type { Catalogue, Option, Plan } from '../catalogue/contract.ts';
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
  /** Who uses it today, as its holder's record says; `recordAssignments` of holders is told besides, or it is nobody's. */
  holder: { firstName: string; lastName: string; personnelNumber?: string | null };
  /** As `holder`. */
  costCentreCode?: string;
  sim: { iccid: string; imsi: string; form: 'physical' | 'esim' };
  activatedAt: Date;
  syncedAt: Date;
  /** Besides these it gets what its plan includes, for nothing. */
  options: NewLineOption[];
};

export type NewLineOption = {
  code: string;
  activeSince: Date;
  /** Those left out have the catalogue's default. */
  parameters?: Record<string, string>;
  /** How much of a pass's pool is used up, in its unit. */
  poolUsed?: string;
};

/** An option of a new line with its terms. A pass whose time was over before now has ended and is history. */
export type NewHeldOption = {
  option: Option;
  catalogueVersion: number;
  isIncluded: boolean;
  activeSince: Date;
  parameters: Record<string, string>;
  poolUsed: string;
  terms: ReturnType<typeof termsOf>;
  endedAt: Date | null;
};

/** What a new line holds: what its plan includes, then what it is given besides. */
export function heldOptions(catalogue: Catalogue, line: NewLine, now: Date): NewHeldOption[] {
  const { includedOptions } = planOf(catalogue, line.planCode);
  const given = new Set(line.options.map(({ code }) => code));
  const included = includedOptions.filter((code) => !given.has(code));
  const all = [
    ...included.map((code): NewLineOption => ({ code, activeSince: line.activatedAt })),
    ...line.options,
  ];
  return all.map(({ code, activeSince, parameters, poolUsed }) => {
    const option = optionOf(catalogue, code);
    const terms = termsOf(option, activeSince);
    const defaults = Object.fromEntries(
      option.parameters.map((parameter) => [parameter.code, parameter.default]),
    );
    return {
      option,
      catalogueVersion: catalogue.version,
      isIncluded: includedOptions.includes(code),
      activeSince,
      parameters: { ...defaults, ...parameters },
      poolUsed: poolUsed ?? '0',
      terms,
      endedAt: terms.activeUntil && terms.activeUntil <= now ? terms.activeUntil : null,
    };
  });
}

function planOf(catalogue: Catalogue, code: string): Plan {
  const plan = catalogue.plans.find((each) => each.code === code);
  if (!plan) throw new Error(`the catalogue has no plan ${code}`);
  return plan;
}

function optionOf(catalogue: Catalogue, code: string): Option {
  const option = catalogue.options.find((each) => each.code === code);
  if (!option) throw new Error(`the catalogue has no option ${code}`);
  return option;
}

export function lineColumns(catalogue: Catalogue, id: string, line: NewLine): object {
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
    imsi: line.sim.imsi,
    holder_first_name: line.holder.firstName,
    holder_last_name: line.holder.lastName,
    personnel_number: line.holder.personnelNumber ?? '',
    cost_centre_code: line.costCentreCode ?? '',
    activated_at: line.activatedAt,
  };
}

export function stateColumns(lineId: string, line: NewLine, held: NewHeldOption[]): object {
  const active = held.filter(({ endedAt }) => endedAt === null);
  return {
    line_id: lineId,
    organisation_id: line.organisationId,
    billing_account_id: line.billingAccount.id,
    option_codes: [...new Set(active.map(({ option }) => option.code))].toSorted(),
    open_items: 0,
    version: 1,
    synced_at: line.syncedAt,
  };
}

export function simColumns(lineId: string, line: NewLine): object {
  return { ...line.sim, organisation_id: line.organisationId, line_id: lineId, live_from: line.activatedAt };
}

export function optionColumns(lineId: string, line: NewLine, held: NewHeldOption): object {
  const { option, terms, isIncluded } = held;
  return {
    id: newId(),
    organisation_id: line.organisationId,
    line_id: lineId,
    option_code: option.code,
    catalogue_version: held.catalogueVersion,
    parameters: held.parameters,
    monthly_price: isIncluded ? '0' : terms.monthlyPrice,
    one_off_price: isIncluded ? '0' : terms.oneOffPrice,
    active_since: held.activeSince,
    active_until: terms.activeUntil,
    minimum_term_end: isIncluded ? null : terms.minimumTermEnd,
    pool_unit: terms.pool?.unit ?? null,
    pool_total: terms.pool?.total ?? null,
    pool_used: terms.pool ? held.poolUsed : null,
    ended_at: held.endedAt,
  };
}
