import { Decimal } from 'decimal.js';
import {
  actionsOf,
  judgeChange,
  type OptionAction,
  priceChange,
  servicesOf,
  termsOf,
} from '../catalogue/catalogue.ts';
import type { Catalogue, LineFacts, LinePrice } from '../catalogue/contract.ts';
import { effectiveChange, type Wanted } from './effective-change.ts';
import type { Options } from './former-options.ts';
import { movedOutcome } from './move-outcome.ts';
import { type ItemAction, leftOutFor, nothing, type Outcome } from './outcome.ts';

/** Judges and prices a change on one line. `facts` include what pending orders will do; `cycleDay` is that of its
 * customer number; `options` tells the services of options that only an older catalogue has. */
export function outcomeOf(
  catalogue: Catalogue,
  facts: LineFacts & { statusReason: string | null },
  cycleDay: number,
  change: Wanted,
  at: Date,
  options: Options = optionsOf(catalogue),
): Outcome {
  if (change.status) return movedOutcome(catalogue, facts, cycleDay, change.status, at, options);
  const effective = effectiveChange(catalogue, facts, change);
  if (effective.add.length + effective.remove.length === 0) {
    return leftOutFor({ option: null, code: 'nothing-to-do', values: {} });
  }
  const verdict = judgeChange(catalogue, facts, effective, at);
  if (!verdict.allowed) return { ...nothing, reasons: verdict.reasons, wayOut: verdict.wayOut };
  const actions = actionsOf(catalogue, facts, effective);
  const price = priceChange(catalogue, facts, cycleDay, effective, at);
  const after = servicesAfter(catalogue, options, facts, actions);
  return {
    eligible: true,
    reasons: [],
    wayOut: null,
    actions: actions.map((action) =>
      itemActionOf(catalogue.version, options, facts, action, price, after, at),
    ),
    now: price.dueNow,
    proRata: sumOf(price, isProRata),
    monthly: price.monthly,
    startsAt: null,
    end: null,
  };
}

function optionsOf(catalogue: Catalogue): Options {
  return new Map(catalogue.options.map((option) => [option.code, option]));
}

function itemActionOf(
  catalogueVersion: number,
  options: Options,
  facts: LineFacts,
  { action, code, parameters }: OptionAction,
  price: LinePrice,
  after: Set<string>,
  at: Date,
): ItemAction {
  const option = options.get(code);
  const held = facts.activeOptions.find((each) => each.code === code);
  const terms = option && termsOf(option, at);
  const heldPrice = held?.monthlyPrice ?? terms?.monthlyPrice ?? '0.00';
  const monthly = { add: terms?.monthlyPrice ?? '0.00', remove: negated(heldPrice), modify: '0.00' }[action];
  const services = Object.entries(option ? servicesOf(option, parameters) : {});
  const mine = (item: LinePrice['items'][number]) => item.option === code;
  return {
    action,
    code,
    catalogueVersion,
    parameters,
    type: option?.type ?? 'recurring',
    now: sumOf(price, mine),
    proRata: sumOf(price, (item) => mine(item) && isProRata(item)),
    monthly,
    oneOffPrice: terms?.oneOffPrice ?? '0.00',
    monthlyPrice: action === 'add' ? (terms?.monthlyPrice ?? '0.00') : heldPrice,
    minimumTermEnd:
      action === 'add' ? (terms?.minimumTermEnd?.toISOString() ?? null) : lasting(held?.minimumTermEnd, at),
    services: services
      .filter(([service]) => action !== 'remove' || !after.has(service))
      .map(([service, value]) => ({ service, value })),
  };
}

/** A minimum term that is over says nothing any more. */
function lasting(until: string | null | undefined, at: Date): string | null {
  return until && new Date(until) > at ? until : null;
}

/** Services that the plan or another option gives when the change is done: removing an option must not switch them off. */
function servicesAfter(
  catalogue: Catalogue,
  options: Options,
  facts: LineFacts,
  actions: OptionAction[],
): Set<string> {
  const removed = new Set(actions.filter(({ action }) => action === 'remove').map(({ code }) => code));
  const plan = catalogue.plans.find(({ code }) => code === facts.planCode);
  const held = facts.activeOptions.filter(({ code, pending }) => pending !== 'remove' && !removed.has(code));
  const added = actions.filter(({ action }) => action !== 'remove');
  const codes = new Set([...held, ...added].map(({ code }) => code).concat(plan?.includedOptions ?? []));
  const given = [...codes].flatMap((code) => options.get(code)?.network ?? []);
  return new Set([...(plan?.network ?? []), ...given].map(({ service }) => service));
}

function isProRata({ what }: LinePrice['items'][number]): boolean {
  return what === 'pro-rata' || what === 'refund';
}

function sumOf(price: LinePrice, counts: (item: LinePrice['items'][number]) => boolean): string {
  const sum = price.items.filter(counts).reduce((total, item) => total.plus(item.amount), new Decimal(0));
  return sum.isZero() ? '0.00' : sum.toFixed(2);
}

function negated(price: string): string {
  const amount = new Decimal(price);
  return amount.isZero() ? '0.00' : amount.negated().toFixed(Math.max(2, amount.decimalPlaces()));
}
