import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Call, Db, Person } from '../../server/platform/call.ts';
import { newId } from '../../server/platform/id.ts';
import { submitOrder } from '../../server/orders/submit-order.ts';
import { Refusal } from '../../server/platform/refusal.ts';
import { type Network, onlySimulator } from '../../server/provisioning/provisioning.ts';
import { aCompany } from '../fleet.ts';
import { aPerson, linesOnNetwork, quoteFor } from '../orders.ts';
import { differences } from './differences.ts';

export type Change = { add?: string[]; remove?: string[] };

/** Options that have nothing to do with each other, and one that may be bought again and again. */
const independent = [
  'access-5g',
  'data-boost-5gb',
  'hide-number',
  'itemised-usage',
  'spam-filter',
  'traveller',
];

/** A company with numbers on the simulated network, and people who order for them. */
export async function aFleet(db: Db, size: number) {
  const company = await aCompany(db);
  const manager = await aPerson(db, company);
  // Where numbers follow each other up to a thousand, some misbehave on the simulated network, one of each kind.
  const lines = await linesOnNetwork(
    db,
    company,
    Array.from({ length: size }, () => null),
  );
  return { company, manager, lines };
}

/**
 * As a person orders it: a quote, and what of it is possible; answers how many items that were. None when a number changed
 * meanwhile: he is told so and nothing is ordered.
 */
export async function order(
  manager: Call<Person>,
  lineIds: string[],
  change: Change,
  network: Network = onlySimulator,
): Promise<number> {
  const call = { ...manager, now: new Date() };
  const quote = await quoteFor(call, lineIds, change);
  if (quote.eligibleCount === 0) return 0;
  try {
    await submitOrder(call, { quoteId: quote.id, key: newId(), network });
    return quote.eligibleCount;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'lines-moved') return 0;
    throw error;
  }
}

/** Something that a person may want, other than what others want. */
export function someChange(chance: () => number): Change {
  const code = independent[Math.floor(chance() * independent.length)] ?? '';
  return chance() < 0.6 ? { add: [code, 'data-top-up-1gb'] } : { remove: [code] };
}

/** One option on or off. */
export function someToggle(chance: () => number): Change {
  const code = independent[Math.floor(chance() * independent.length)] ?? '';
  return chance() < 0.5 ? { add: [code] } : { remove: [code] };
}

/** Orders changes that people may want until so many items wait; answers how many it ordered. */
export async function fillUp(
  db: Db,
  manager: Call<Person>,
  lines: string[],
  most: number,
  chance: () => number,
): Promise<number> {
  let items = 0;
  const missing = most - (await openItems(db));
  while (items < missing) {
    const code = independent[Math.floor(chance() * independent.length)] ?? '';
    const from = Math.floor((chance() * lines.length) / 2);
    const some = lines.slice(from, from + lines.length / 2);
    // Whoever does not hold it gets it, whoever holds it loses it: there is always something to do.
    items += await order(manager, some, { add: [code] });
    items += await order(manager, some, { remove: [code] });
  }
  return items;
}

/** Items that have not ended: each part is counted in an index of its own, however many have ended. */
export function openItems(db: Db): Promise<number> {
  return countOf(
    db,
    sql`SELECT (SELECT count(*) FROM order_item WHERE state IN ('acknowledged', 'inProgress'))
             + (SELECT count(*) FROM order_item WHERE state = 'planned') AS count`,
  );
}

/** Items that a worker holds now. */
export function heldItems(db: Db): Promise<number> {
  return countOf(db, sql`SELECT count(*) FROM order_item WHERE lease_until > clock_timestamp()`);
}

async function countOf(db: Db, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`${query}`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Waits until every item has ended, and compares the network's own record with the orders and the lines: what differs, by kind;
 * `{}` when nothing was lost, done twice, out of order or stuck.
 */
export async function whatWentWrong(
  db: Db,
  timeout = 60_000,
  compare: typeof differences = differences,
): Promise<Record<string, unknown[]>> {
  const until = performance.now() + timeout;
  while ((await openItems(db)) > 0 && performance.now() < until) await sleep(100);
  const found = Object.entries(await compare(db)).filter(([, rows]) => rows.length > 0);
  return Object.fromEntries(found.map(([what, rows]) => [what, rows.slice(0, 20)]));
}
