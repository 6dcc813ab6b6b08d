import { termsOf } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import type { LineStatus } from '../fleet/contract.ts';
import type { NewLine, NewLineOption } from '../fleet/fleet.ts';
import { firstNames, lastNames } from './names.ts';
import { inventedMsisdn, inventedSim } from './numbers.ts';
import { optionSets } from './option-sets.ts';
import { random, type Random } from './random.ts';

export type Invention = {
  organisationId: string;
  accounts: { id: string; number: string }[];
  count: number;
  /** The same seed, the same fleet. */
  seed: number;
  /** Place of the first line among all invented ones: its number and SIM follow from it. */
  from: number;
  catalogue: Catalogue;
  now: Date;
};

const day = 86_400_000;

/**
 * A plausible fleet: Belgian names, voice and data plans, most lines active, some suspended, a few being activated, options that the
 * rules allow together. It depends on nothing but its parameters.
 */
export function inventLines({ catalogue, now, ...wanted }: Invention): NewLine[] {
  const chosen = random(wanted.seed);
  const sets = optionSets(catalogue, random(wanted.seed + 1), now);
  return Array.from({ length: wanted.count }, (_, index): NewLine => {
    const place = wanted.from + index;
    const plan = chosen.weighted(planWeights(catalogue));
    const activatedAt = new Date(
      now.getTime() - Math.floor((30 + chosen.below(1100)) * day + chosen.next() * day),
    );
    const status = chosen.weighted(statuses);
    return {
      organisationId: wanted.organisationId,
      // Customer numbers are of different size: the first holds the most.
      billingAccount: chosen.weighted(
        wanted.accounts.map((account, place) => [account, 1 / (place + 1)] as const),
      ),
      msisdn: inventedMsisdn(place),
      planCode: plan.code,
      status,
      statusReason: status === 'suspended' ? chosen.weighted(reasons) : null,
      statusSince: status === 'active' ? activatedAt : new Date(now.getTime() - chosen.below(20 * day)),
      holder: holderOf(chosen, plan.product),
      sim: inventedSim(place, chosen.chance(0.3) ? 'esim' : 'physical'),
      activatedAt,
      syncedAt: now,
      options:
        status === 'pending'
          ? []
          : optionsOf(chosen, catalogue, chosen.one(sets(plan.code)), activatedAt, now),
    };
  });
}

const statuses: [LineStatus, number][] = [
  ['active', 90],
  ['suspended', 7],
  ['pending', 3],
];

const reasons: [string, number][] = [
  ['parked', 5],
  ['lost', 3],
  ['stolen', 2],
  ['cap', 1],
];

/** Three lines in four are for voice. */
function planWeights(catalogue: Catalogue) {
  return catalogue.plans.map((plan) => [plan, plan.product === 'voice' ? 3 : 2] as const);
}

/** Somebody uses each voice line; data lines often belong to a thing or to nobody in particular. */
function holderOf(chosen: Random, product: string): NewLine['holder'] {
  if (product !== 'voice' && chosen.chance(0.25))
    return {
      firstName: '',
      lastName: chosen.one(['Routeur chantier', 'Reserve', 'Tablette stock', 'Backup']),
    };
  return { firstName: chosen.one(firstNames), lastName: chosen.one(lastNames) };
}

function optionsOf(
  chosen: Random,
  catalogue: Catalogue,
  codes: string[],
  activatedAt: Date,
  now: Date,
): NewLineOption[] {
  return codes.map((code) => {
    const option = catalogue.options.find((each) => each.code === code);
    const age = now.getTime() - activatedAt.getTime();
    if (option?.type !== 'pass')
      return { code, activeSince: new Date(activatedAt.getTime() + Math.floor(chosen.next() * age * 0.9)) };
    // Some passes still run, others have ended and are history.
    const activeSince = new Date(now.getTime() - Math.floor(chosen.next() * Math.min(age, 60 * day)));
    const pool = Number(termsOf(option, activeSince).pool?.total ?? 0);
    return { code, activeSince, poolUsed: String(Math.floor(chosen.next() * pool)) };
  });
}
