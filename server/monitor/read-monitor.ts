import { z } from 'zod';
import { countFallout } from '../fallout/fallout.ts';
import type { Call, Staff } from '../platform/call.ts';
import { queueFigures } from '../provisioning/provisioning.ts';
import { type BreakerState, breakerStateSchema, type Monitor } from './contract.ts';
import { everyMinute, meanRate } from './work.ts';
import { countCauses, listMinutes, type ListedWorker, listWorkers } from './work-list.ts';

const minutesShown = 60;
const minutesOfRate = 5;

/** A worker says something every five seconds; after so long without a word it counts as gone. */
export const aliveMs = 20_000;

const saidElements = z.array(
  z.object({ element: z.string(), breaker: breakerStateSchema, inHand: z.number() }),
);

/** How the work goes: queues and breakers of each element, what ended in the last hour, why changes failed, which workers live. */
export async function readMonitor(call: Call<Staff>): Promise<Monitor> {
  const { db, now } = call;
  const since = new Date(Math.floor(now.getTime() / 60_000 - minutesShown + 1) * 60_000);
  const minutes = await listMinutes(db, since);
  const workers = (await listWorkers(db, aliveMs)).map(withElements);
  const breakers = worstBreakers(workers.filter(({ isAlive }) => isAlive));
  const queues = new Map((await queueFigures(db, now)).map((queue) => [queue.element, queue]));
  const names = new Set([...breakers.keys(), ...queues.keys(), ...minutes.map(({ element }) => element)]);
  return {
    asOf: now.toISOString(),
    elements: [...names].toSorted().map((element) => ({
      ...(queues.get(element) ?? { element, due: 0, held: 0, later: 0, behind: 0, oldestSeconds: 0 }),
      breaker: breakers.get(element) ?? null,
      completedAMinute: meanRate(
        minutes.filter((minute) => minute.element === element),
        now,
        minutesOfRate,
      ),
    })),
    minutes: everyMinute(minutes, now, minutesShown).map((minute) => ({
      ...minute,
      at: minute.at.toISOString(),
    })),
    causes: await countCauses(db, since),
    workers: workers.map(({ elements, startedAt, seenAt, ...worker }) => ({
      ...worker,
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
      inHand: elements.reduce((sum, { inHand }) => sum + inHand, 0),
    })),
    fallout: await countFallout(db),
  };
}

function withElements(worker: ListedWorker) {
  return { ...worker, elements: saidElements.catch([]).parse(worker.elements) };
}

/** Of what the workers say of an element, the worst: one that finds it closed may only not have tried it yet. */
function worstBreakers(workers: { elements: z.output<typeof saidElements> }[]): Map<string, BreakerState> {
  const order: BreakerState[] = ['closed', 'half-open', 'open'];
  const worst = new Map<string, BreakerState>();
  for (const { element, breaker } of workers.flatMap(({ elements }) => elements)) {
    const known = worst.get(element) ?? 'closed';
    worst.set(element, order.indexOf(breaker) > order.indexOf(known) ? breaker : known);
  }
  return worst;
}
