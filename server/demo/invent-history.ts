import { orderHearers, submitOrder } from '../orders/orders.ts';
import type { Call, Person } from '../platform/call.ts';
import { settableClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import {
  type Connector,
  lookingElements,
  onlySimulator,
  openSimulator,
  startProvisioning,
} from '../provisioning/provisioning.ts';
import { makeQuote } from '../quotes/quotes.ts';
import { compareLines } from '../reconciliation/reconciliation.ts';
import { fewestLines } from './invent-companies.ts';
import { changeableLines, loseServices } from './history-store.ts';
import { type Random, random } from './random.ts';

const day = 86_400_000;
/** Invented lines are older than this, so that every order of the history found them there. */
const age = 28 * day;
const log = { info: () => {}, warn: () => {}, error: (fields: object) => console.error(fields) };

/**
 * Four weeks of a company, made by the portal itself on the simulated network: orders of one and of many lines of which about one item in
 * thirty failed, a few that are planned, and some lines for which the network has something else.
 */
export async function inventHistory(
  { database, url }: { database: Database; url: string },
  manager: Call<Person>,
  { seed, lines }: { seed: number; lines: number },
): Promise<void> {
  const chosen = random(seed + 7);
  const simulator = await openSimulator({ url, ratePerSecond: 1_000_000, concurrency: 256 });
  const clock = settableClock(manager.now);
  const connectors = { simulator: refusingSome(simulator) };
  const provisioning = startProvisioning({ database, connectors, hearers: orderHearers, clock, log }, 'idle');
  try {
    const known = await changeableLines(manager, manager.actor.organisationId);
    const wanted = orderSizes(lines);
    for (const [place, size] of wanted.entries()) {
      clock.set(new Date(manager.now.getTime() - age * (1 - place / wanted.length)));
      const isPlanned = place >= wanted.length - plannedOrders;
      const lineIds = someLines(chosen, known, isPlanned ? fewestLines : lines, size);
      await order({ ...manager, now: clock.now() }, lineIds, {
        change: chosen.one(changes),
        key: `history-${seed}-${place}`,
        starts: isPlanned ? startOf(chosen, manager.now) : { kind: 'now' },
      });
      await provisioning.drain();
    }
    await loseServices(manager, manager.actor.organisationId);
    await compareAll(manager, simulator);
  } finally {
    await provisioning.stop();
    await simulator.close();
  }
}

const plannedOrders = 3;

/** Sizes of the orders, one after the other in time: for each hundred lines about one, most of a single number; the last are planned. */
function orderSizes(lines: number): number[] {
  const count = Math.min(120, 12 + Math.floor(lines / 40));
  const history = Array.from({ length: count }, (_, place) => {
    if (place === Math.floor(count / 2)) return Math.floor(lines / 2);
    if (place % 20 === 7) return Math.min(300, Math.floor(lines / 10));
    return place % 3 === 0 ? 2 + (place % 17) : 1;
  });
  return [...history, ...Array.from({ length: plannedOrders }, () => 6)];
}

const changes = [
  { add: ['itemised-usage'], remove: [] },
  { add: ['hide-number'], remove: [] },
  { add: ['spam-filter'], remove: [] },
  { add: ['roaming'], remove: [] },
  { add: ['data-top-up-1gb'], remove: [] },
  { add: ['block-premium-sms'], remove: [] },
  { add: [], remove: ['itemised-usage'] },
  { add: [], remove: ['voicemail'] },
];

/** The first lines more often than the last: companies that are copied from a part of them have a history too. */
function someLines(
  chosen: Random,
  known: { id: string; place: number }[],
  most: number,
  size: number,
): string[] {
  const first = Math.floor(chosen.next() ** 3 * Math.max(0, most - size * 2));
  return known
    .filter(({ place }) => place >= first && place < most)
    .slice(0, size)
    .map(({ id }) => id);
}

function startOf(chosen: Random, now: Date): { kind: 'at'; at: string } {
  const at = new Date(now.getTime() + (1 + chosen.below(20)) * day);
  return { kind: 'at', at: `${at.toISOString().slice(0, 10)}T08:00` };
}

/** Nothing, when none of the lines can be changed so. */
async function order(
  manager: Call<Person>,
  lineIds: string[],
  wanted: {
    change: (typeof changes)[number];
    key: string;
    starts: { kind: 'now' } | { kind: 'at'; at: string };
  },
): Promise<void> {
  const { key, starts } = wanted;
  const change = { ...wanted.change, add: wanted.change.add.map((code) => ({ code, parameters: {} })) };
  const quote = await makeQuote(manager, { selection: { lineIds }, change, starts });
  if (quote.eligibleCount > 0) await submitOrder(manager, { quoteId: quote.id, key, network: onlySimulator });
}

/** A network that says no to one SIM in thirty, whatever is asked. */
function refusingSome(simulator: Connector): Connector {
  return {
    ...simulator,
    apply: async (request, signal) =>
      Number(request.iccid.slice(-4, -1)) % 30 === 7
        ? { refused: 'network-refused', temporary: false }
        : simulator.apply(request, signal),
  };
}

async function compareAll(call: Call, simulator: Connector): Promise<void> {
  const elements = new Map(
    [...lookingElements({ simulator })].map(([name, element]) => [name, { ...element, ratePerSecond: 1e9 }]),
  );
  await compareLines(
    { ...call, actor: { kind: 'system', name: 'seed' } },
    { elements, elementOf: () => 'simulator', log, forMs: 60_000, mostPerSecond: 1e9 },
  );
}
