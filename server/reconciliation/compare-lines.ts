import { setTimeout as sleep } from 'node:timers/promises';
import { announce, announceToStaff } from '../platform/live.ts';
import { confirmUnmoved } from '../fleet/fleet.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import type { LookingElement } from '../provisioning/provisioning.ts';
import { differencesOf } from './differences.ts';
import { listMovedSince } from './drift-list.ts';
import { forgetDrift, goOn, nextLineIds, placeOfRound, writeDrift } from './drift-store.ts';
import { type LineToCompare, linesToCompare } from './lines-to-compare.ts';

export type CompareParts = {
  /** The elements whose connectors can look; of the others nothing is compared. */
  elements: ReadonlyMap<string, LookingElement>;
  /** The element that carries out what is ordered for a line. */
  elementOf: (line: { planCode: string; product: string; iccid: string }) => string;
  log: { warn(fields: object, message: string): void };
  /** One run goes on for about so long, or until it is told to stop. */
  forMs: number;
  isStopping?: () => boolean;
  /** Looks a second at one element at most, whatever its rate. */
  mostPerSecond?: number;
};

/** A look at an element may take this part of its rate: orders go before. */
const share = 1 / 20;
const linesAtOnce = 50;
/** An element that does not answer so often in a row is left alone until the next run. */
const mostFailures = 3;

/**
 * Compares lines with the network, in order of id, going on where the last run stopped; when all have been looked at it begins anew. A
 * line on which something is under way, or which moved while the network was asked, is left for the next round. Where the
 * network agrees the line counts as confirmed; where not, the drift is written down. Answers how many were looked at.
 */
export async function compareLines(call: Call, parts: CompareParts): Promise<number> {
  const begun = performance.now();
  const paces = new Map<string, Pace>();
  let looked = await compareAgain(call, parts, paces);
  do {
    const after = await placeOfRound(call);
    const lineIds = await nextLineIds(call, after, linesAtOnce);
    const lines = await linesToCompare(call, lineIds);
    const seen = await lookAtAll(lines, parts, paces);
    // what was not looked at is not left out: this batch is done again by who comes next
    if (parts.isStopping?.()) break;
    await inTransaction(call, (call) => write(call, seen, { after, last: lineIds.at(-1) ?? null }));
    looked += seen.length;
    if (lineIds.length < linesAtOnce) break;
  } while (performance.now() - begun < parts.forMs);
  return looked;
}

/** Where the network differed and something was done since, a repair for one, it is asked again at once, whatever the place of the round. */
async function compareAgain(call: Call, parts: CompareParts, paces: Map<string, Pace>): Promise<number> {
  const lines = await linesToCompare(call, await listMovedSince(call, linesAtOnce));
  const seen = await lookAtAll(lines, parts, paces);
  if (seen.length > 0) await inTransaction(call, (call) => write(call, seen, null));
  return seen.length;
}

type Pace = { nextAt: number; failures: number };
type Seen = { line: LineToCompare; element: string; differences: ReturnType<typeof differencesOf> | null };

/** Elements beside each other, the lines of one after the other. */
async function lookAtAll(
  lines: LineToCompare[],
  parts: CompareParts,
  paces: Map<string, Pace>,
): Promise<Seen[]> {
  const byElement = Map.groupBy(lines, (line) => parts.elementOf(line));
  const seen = await Promise.all(
    [...byElement].map(async ([name, own]) => {
      const element = parts.elements.get(name);
      if (!element) return [];
      const pace = paces.get(name) ?? { nextAt: 0, failures: 0 };
      paces.set(name, pace);
      return lookAtSome(name, element, own, pace, parts);
    }),
  );
  return seen.flat();
}

async function lookAtSome(
  name: string,
  element: LookingElement,
  lines: LineToCompare[],
  pace: Pace,
  { log, isStopping, mostPerSecond = 20 }: CompareParts,
): Promise<Seen[]> {
  const gap = 1000 / Math.min(mostPerSecond, element.ratePerSecond * share);
  const seen: Seen[] = [];
  for (const line of lines) {
    if (pace.failures >= mostFailures || isStopping?.()) break;
    await sleep(Math.max(0, pace.nextAt - performance.now()));
    pace.nextAt = performance.now() + gap;
    try {
      const found = await element.look(line.sim);
      const differences = found && differencesOf(element.expects(line.sim, line.services), found);
      seen.push({ line, element: name, differences });
      pace.failures = 0;
    } catch (error) {
      pace.failures += 1;
      log.warn({ err: error, element: name, line: line.id }, 'a line could not be compared with the network');
    }
  }
  return seen;
}

/** Only what has not moved since it was read: else a change that was just made would look like drift. */
async function write(
  call: Call,
  seen: Seen[],
  place: { after: string | null; last: string | null } | null,
): Promise<void> {
  const agreeing = seen.filter(({ differences }) => differences?.length === 0);
  const unmoved = await confirmUnmoved(
    call,
    seen.map(({ line: { id, version } }) => ({ id, version })),
    agreeing.map(({ line }) => line.id),
  );
  const still = seen.filter(({ line }) => unmoved.has(line.id));
  const drifted = still.filter(({ differences }) => differences?.length !== 0);
  const news = [
    ...(await forgetDrift(
      call,
      still.filter(({ differences }) => differences?.length === 0).map(({ line }) => line.id),
    )),
    ...(await writeDrift(
      call,
      drifted.map(({ line, element, differences }) => ({
        lineId: line.id,
        organisationId: line.organisationId,
        version: line.version,
        element,
        differences: differences ?? [],
      })),
    )),
  ];
  if (place) await goOn(call, place, seen.length);
  for (const [organisationId, some] of Map.groupBy(news, (line) => line.organisationId))
    await announce(call, { organisationId, topic: 'line', ids: some.map(({ lineId }) => lineId) });
  if (news.length > 0) await announceToStaff(call, 'drift');
}
