import { Decimal } from 'decimal.js';
import { catalogueAt } from '../catalogue/catalogue.ts';
import type { Call, Person } from '../platform/call.ts';
import type { Breakdown, BreakdownBy } from './breakdown-contract.ts';
import { countPlans, sumOptions } from './breakdown-store.ts';
import type { LineFilter } from './contract.ts';

type Sum = { count: number; monthly: Decimal };

/** The lines that fit in groups: how many, and what their plans and active options cost a month under the terms they were taken under. */
export async function breakDown(
  call: Call<Person>,
  wanted: { by: BreakdownBy; filter: LineFilter },
): Promise<Breakdown> {
  const [plans, options] = await Promise.all([countPlans(call, wanted), sumOptions(call, wanted)]);
  const prices = await planPrices(
    call,
    plans.map(({ catalogueVersion }) => catalogueVersion),
  );
  const groups = new Map<string, Sum>();
  const add = (value: string, count: number, monthly: Decimal) => {
    const before = groups.get(value) ?? { count: 0, monthly: new Decimal(0) };
    groups.set(value, { count: before.count + count, monthly: before.monthly.add(monthly) });
  };
  for (const { value, planCode, catalogueVersion, isCeased, count } of plans) {
    const price = isCeased ? undefined : prices.get(catalogueVersion)?.get(planCode);
    add(value, count, new Decimal(price ?? 0).mul(count));
  }
  for (const { value, monthly } of options) add(value, 0, new Decimal(monthly));
  const sums = [...groups].toSorted(
    ([a, one], [b, other]) => other.monthly.cmp(one.monthly) || other.count - one.count || (a < b ? -1 : 1),
  );
  return {
    groups: sums.map(([value, sum]) => ({ value, ...told(sum) })),
    total: told(
      sums.reduce<Sum>(
        (all, [, sum]) => ({ count: all.count + sum.count, monthly: all.monthly.add(sum.monthly) }),
        { count: 0, monthly: new Decimal(0) },
      ),
    ),
  };
}

/** By version, what each plan costs a month. Few versions are in use. */
async function planPrices(call: Call, versions: number[]): Promise<Map<number, Map<string, string>>> {
  const prices = new Map<number, Map<string, string>>();
  for (const version of new Set(versions)) {
    const { plans } = await catalogueAt(call, version);
    prices.set(version, new Map(plans.map(({ code, monthlyPrice }) => [code, monthlyPrice])));
  }
  return prices;
}

function told({ count, monthly }: Sum): { count: number; monthly: string } {
  return { count, monthly: monthly.toFixed(2) };
}
