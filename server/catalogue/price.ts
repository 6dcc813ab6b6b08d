import { Decimal } from 'decimal.js';
import { cycleOf, type BillingCycle } from './billing-cycle.ts';
import { dayOf, type Day } from './brussels-day.ts';
import type { LineFacts, LinePrice, PriceItem, WantedChange } from './change-contract.ts';
import type { RuleCatalogue, ShownOption, ShownPlan } from './document-contract.ts';
import { actionsOf } from './option-actions.ts';
import { ruleIndex } from './rule-index.ts';

/**
 * What an accepted change costs on one line, excl. VAT. Recurring options are charged in advance by day: the day of the
 * change is paid, also on removal. `cycleDay` is that of the line's customer number. Each item is rounded half up to cents, so that
 * the items add up to what is due.
 */
export function priceChange(
  catalogue: RuleCatalogue,
  line: LineFacts,
  cycleDay: number,
  change: WantedChange,
  now: Date,
): LinePrice {
  const index = ruleIndex(catalogue);
  const today = dayOf(now);
  const cycle = cycleOf(today, cycleDay);
  const items: PriceItem[] = [];
  let monthly = new Decimal(0);
  for (const { action, code } of actionsOf(catalogue, line, change)) {
    const option = index.options.get(code);
    if (action === 'add' && option) {
      items.push(...additionItems(option, today, cycle));
      monthly = monthly.plus(option.monthlyPrice ?? 0);
    }
    if (action === 'remove') {
      const held = heldTerms(line, option, code);
      items.push(...removalItems(held, today, cycle, cycleDay));
      monthly = monthly.minus(held.monthlyPrice);
    }
  }
  return { items, dueNow: moneyText(sumOf(items.map((item) => item.amount))), monthly: moneyText(monthly) };
}

/**
 * What suspending or reactivating a line costs, excl. VAT: nothing where its plan goes on being charged. Else the plan is given back from the
 * day after the suspension, and charged again from the day of the reactivation.
 */
export function priceMove(
  catalogue: { plans: Pick<ShownPlan, 'code' | 'monthlyPrice' | 'suspendedKeepsCharging'>[] },
  line: { planCode: string },
  cycleDay: number,
  move: 'suspend' | 'reactivate',
  now: Date,
): LinePrice {
  const plan = catalogue.plans.find(({ code }) => code === line.planCode);
  if (!plan || plan.suspendedKeepsCharging || new Decimal(plan.monthlyPrice).isZero())
    return { items: [], dueNow: '0.00', monthly: '0.00' };
  const { code, monthlyPrice } = plan;
  const today = dayOf(now);
  const cycle = cycleOf(today, cycleDay);
  const items =
    move === 'suspend'
      ? removalItems({ code, monthlyPrice, termEnd: null }, today, cycle, cycleDay)
      : [proRataItem(code, monthlyPrice, today, cycle)];
  const monthly = move === 'suspend' ? new Decimal(monthlyPrice).negated() : new Decimal(monthlyPrice);
  return { items, dueNow: moneyText(sumOf(items.map((each) => each.amount))), monthly: moneyText(monthly) };
}

function additionItems(option: ShownOption, today: Day, cycle: BillingCycle): PriceItem[] {
  if (option.type === 'pass')
    return [item(option.code, 'one-off', new Decimal(option.oneOffPrice ?? 0), null, null)];
  if (option.free) return [];
  return [proRataItem(option.code, option.monthlyPrice ?? '0', today, cycle)];
}

function proRataItem(code: string, monthlyPrice: string, today: Day, cycle: BillingCycle): PriceItem {
  const days = cycle.next - today;
  const cycleDays = cycle.next - cycle.first;
  return item(code, 'pro-rata', share(monthlyPrice, days, cycleDays), days, cycleDays);
}

type HeldTerms = { code: string; monthlyPrice: string; termEnd: Day | null };

/** What is held keeps the price it was bought at; what an older catalogue sold has only that one. */
function heldTerms(line: LineFacts, option: ShownOption | undefined, code: string): HeldTerms {
  const held = line.activeOptions.find((each) => each.code === code);
  return {
    code,
    monthlyPrice: held?.monthlyPrice ?? option?.monthlyPrice ?? '0.00',
    termEnd: held?.minimumTermEnd ? dayOf(new Date(held.minimumTermEnd)) : null,
  };
}

function removalItems(held: HeldTerms, today: Day, cycle: BillingCycle, cycleDay: number): PriceItem[] {
  if (new Decimal(held.monthlyPrice).isZero()) return [];
  const items: PriceItem[] = [];
  const paidUntil = Math.max(today + 1, held.termEnd ?? 0);
  const back = cycle.next - paidUntil;
  const cycleDays = cycle.next - cycle.first;
  if (back > 0)
    items.push(
      item(held.code, 'refund', share(held.monthlyPrice, back, cycleDays).negated(), back, cycleDays),
    );
  if (held.termEnd !== null && held.termEnd > cycle.next) {
    const rest = costBetween(held.monthlyPrice, cycle.next, held.termEnd, cycleDay);
    items.push(item(held.code, 'minimum-term', rest, held.termEnd - cycle.next, null));
  }
  return items;
}

/** The price of the days from the first day of a cycle until, not including, an end. */
function costBetween(monthlyPrice: string, from: Day, end: Day, cycleDay: number): Decimal {
  let cost = new Decimal(0);
  for (let cycle = cycleOf(from, cycleDay); cycle.first < end; cycle = cycleOf(cycle.next, cycleDay)) {
    const cycleDays = cycle.next - cycle.first;
    cost = cost.plus(share(monthlyPrice, Math.min(end, cycle.next) - cycle.first, cycleDays));
  }
  return cost;
}

/** Monthly fee ÷ days of the cycle × days, not rounded. */
function share(monthlyPrice: string, days: number, cycleDays: number): Decimal {
  return new Decimal(monthlyPrice).times(days).dividedBy(cycleDays);
}

function item(
  option: string,
  what: PriceItem['what'],
  amount: Decimal,
  days: number | null,
  cycleDays: number | null,
): PriceItem {
  return { option, what, amount: inCents(amount).toFixed(2), days, cycleDays };
}

/** Rounded half up to cents, away from zero when it is given back. */
export function inCents(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).plus(0);
}

/** The exact sum of decimal texts. */
export function sumOf(amounts: Iterable<string>): Decimal {
  let sum = new Decimal(0);
  for (const amount of amounts) sum = sum.plus(amount);
  return sum;
}

/** A decimal as text with 2 to 4 decimals, never "-0.00". */
export function moneyText(amount: Decimal): string {
  const exact = amount.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).plus(0);
  return exact.isZero() ? '0.00' : exact.toFixed(Math.max(2, exact.decimalPlaces()));
}
