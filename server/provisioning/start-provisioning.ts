import type { Call, System } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { newId } from '../platform/id.ts';
import type { Listener } from '../platform/listener.ts';
import type { Connector } from './connectors/connector.ts';
import type { BreakerState } from './element-gate.ts';
import { type ElementLane, elementLane } from './element-lane.ts';
import type { Hearers } from './events.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { workChannel } from './store.ts';
import type { Written } from './write-results.ts';

/** What pino's logger is, as far as it is used here. */
export type WorkerLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type ProvisioningParts = {
  database: Database;
  /** By the name of the element, as in `order_item.element`. */
  connectors: Record<string, Connector>;
  hearers: Hearers;
  clock: Clock;
  log: WorkerLog;
  /** Absent: new items are found by polling only. */
  listener?: Listener | undefined;
  settings?: Partial<Settings>;
};

/** The parts with all settings, for the lanes. */
export type WorkerParts = ProvisioningParts & { settings: Settings };

/** What one element's lane did and how it is, in this process since its start. */
export type LaneFigures = {
  element: string;
  breaker: BreakerState;
  /** Claimed by this process and not yet written. */
  inHand: number;
  completed: number;
  failed: number;
  /** Came back without a result, to be tried again. */
  postponed: number;
  /** Found to be with the network, which works on them; each time counts. */
  accepted: number;
  cancelled: number;
  /** Failures by code. */
  failures: Record<string, number>;
};

export type Provisioning = {
  /** Carries out everything that is due now and returns. Works beside `start` and without it. */
  drain(): Promise<void>;
  figures(): LaneFigures[];
  /** Takes nothing new, gives back what was not sent, waits for what was (at most the connector's time limit) and writes it. */
  stop(): Promise<void>;
};

/**
 * One worker: a lane for each element. `idle` starts nothing by itself, for tests and journeys that call `drain`. Any number of workers,
 * in one process or in many, share the work.
 */
export function startProvisioning(
  parts: ProvisioningParts,
  how: 'working' | 'idle' = 'working',
): Provisioning {
  const all: WorkerParts = { ...parts, settings: { ...defaultSettings, ...parts.settings } };
  const figures = new Map(Object.keys(parts.connectors).map((element) => [element, noFigures()]));
  const newCall = (): Call<System> => ({
    db: parts.database.db,
    actor: { kind: 'system', name: 'provisioning' },
    now: parts.clock.now(),
    requestId: newId(),
    ip: null,
  });
  const lanes = Object.entries(parts.connectors).map(
    ([element, connector]) =>
      [
        element,
        elementLane(all, element, connector, newCall, (name, written) => count(figures.get(name), written)),
      ] as const,
  );
  const ends = new AbortController();
  const running =
    how === 'working' ? lanes.map(([element, lane]) => keepWorking(all, element, lane, ends.signal)) : [];
  const unhear = parts.listener?.on(workChannel, () => {
    for (const [, lane] of lanes) lane.wake();
  });

  return {
    drain: async () => {
      await Promise.all(lanes.map(([, lane]) => lane.workUntilIdle()));
    },
    figures: () =>
      lanes.map(([element, lane]) => ({
        element,
        breaker: lane.breaker(),
        inHand: lane.inHand(),
        ...(figures.get(element) ?? noFigures()),
      })),
    stop: async () => {
      unhear?.();
      ends.abort();
      await Promise.all(lanes.map(([, lane]) => lane.stop()));
      await Promise.all(running);
    },
  };
}

async function keepWorking(
  parts: WorkerParts,
  element: string,
  lane: ElementLane,
  ends: AbortSignal,
): Promise<void> {
  let pause = parts.settings.pollMs;
  while (!ends.aborted) {
    try {
      await lane.workUntilIdle();
      pause = parts.settings.pollMs;
    } catch (error) {
      parts.log.warn({ err: error, element }, 'items could not be claimed');
      // Not longer: when the database is back, the work is to go on within two seconds.
      pause = Math.min(pause * 2, 1_500);
    }
    if (!ends.aborted) await lane.somethingNew(pause);
  }
}

type Counts = Pick<LaneFigures, 'completed' | 'failed' | 'cancelled' | 'postponed' | 'accepted' | 'failures'>;

function noFigures(): Counts {
  return { completed: 0, failed: 0, cancelled: 0, postponed: 0, accepted: 0, failures: {} };
}

function count(figures: Counts | undefined, { ended, postponed, accepted }: Written): void {
  if (!figures) return;
  figures.postponed += postponed;
  figures.accepted += accepted;
  for (const { state, failure } of ended) {
    figures[state] += 1;
    if (failure) figures.failures[failure.code] = (figures.failures[failure.code] ?? 0) + 1;
  }
}
