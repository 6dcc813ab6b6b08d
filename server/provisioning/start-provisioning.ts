import type { Call, System } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { newId } from '../platform/id.ts';
import type { Listener } from '../platform/listener.ts';
import { type PeopleAtWork, peopleAtWork } from '../platform/people-at-work.ts';
import type { Tracer } from '../platform/tracing.ts';
import { type AttemptTraces, attemptTraces } from './attempt-traces.ts';
import type { Connector } from './connectors/connector.ts';
import type { BreakerState } from './element-breaker.ts';
import { elementGate } from './element-gate.ts';
import { type ElementLane, elementLane } from './element-lane.ts';
import { elementChannel } from './gate-store.ts';
import type { Hearers } from './events.ts';
import { lanes } from './lane.ts';
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
  /** Absent or null: nothing is traced. */
  tracer?: Tracer | null;
};

/** The parts with all settings, for the lanes. */
export type WorkerParts = ProvisioningParts & {
  settings: Settings;
  traces: AttemptTraces | null;
  people: Pick<PeopleAtWork, 'areThere'>;
};

/** What was done of one element and how it is, in this process since its start. */
export type ElementFigures = {
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
  figures(): ElementFigures[];
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
  const people = peopleAtWork(parts.listener);
  const all: WorkerParts = {
    ...parts,
    people,
    settings: { ...defaultSettings, ...parts.settings },
    traces: parts.tracer ? attemptTraces(parts.tracer, parts.database.db) : null,
  };
  const newCall = (): Call<System> => ({
    db: parts.database.db,
    actor: { kind: 'system', name: 'provisioning' },
    now: parts.clock.now(),
    requestId: newId(),
    ip: null,
    tracer: parts.tracer,
  });
  const elements = Object.entries(parts.connectors).map(([element, connector]) =>
    elementWork(all, element, connector, newCall),
  );
  const allLanes = elements.flatMap(({ element, lanes }) => lanes.map((lane) => ({ element, lane })));
  const ends = new AbortController();
  const running =
    how === 'working'
      ? allLanes.map(({ element, lane }) => keepWorking(all, element, lane, ends.signal))
      : [];
  const unhear = [
    parts.listener?.on(workChannel, () => {
      for (const { lane } of allLanes) lane.wake();
    }),
    parts.listener?.on(elementChannel, (name) => {
      for (const { element, look } of elements) if (element === name) look();
    }),
  ];

  return {
    drain: async () => {
      await Promise.all(allLanes.map(({ lane }) => lane.workUntilIdle()));
      await Promise.all(elements.map(({ settled }) => settled()));
    },
    figures: () => elements.map(({ figures }) => figures()),
    stop: async () => {
      for (const silence of unhear) silence?.();
      people.stop();
      ends.abort();
      await Promise.all(allLanes.map(({ lane }) => lane.stop()));
      await Promise.all(running);
      await Promise.all(elements.map(({ stop }) => stop()));
      all.traces?.stop();
    },
  };
}

/** The lanes of one element behind one gate. */
function elementWork(parts: WorkerParts, element: string, connector: Connector, newCall: () => Call<System>) {
  const counts: Counts = {
    completed: 0,
    failed: 0,
    cancelled: 0,
    postponed: 0,
    accepted: 0,
    failures: {},
  };
  const onTrouble = (error: unknown): void =>
    parts.log.warn({ err: error, element }, 'what the element can bear could not be shared');
  const gate = elementGate(parts.database, element, connector.limits, parts.settings, {
    onChange,
    onTrouble,
  });
  const own: ElementLane[] = lanes.map((lane) =>
    elementLane(parts, { element, lane, connector, gate }, newCall, (written) => count(counts, written)),
  );

  function onChange(): void {
    for (const lane of own) {
      if (gate.isShut()) lane.rest();
      lane.wake();
    }
  }

  return {
    element,
    lanes: own,
    look: () => void gate.look().catch(onTrouble),
    settled: () => gate.settled(),
    stop: () => gate.stop(),
    figures: (): ElementFigures => ({
      element,
      breaker: gate.breaker(),
      inHand: own.reduce((sum, lane) => sum + lane.inHand(), 0),
      ...counts,
    }),
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

type Counts = Pick<
  ElementFigures,
  'completed' | 'failed' | 'cancelled' | 'postponed' | 'accepted' | 'failures'
>;

function count(figures: Counts, { ended, postponed, accepted }: Written): void {
  figures.postponed += postponed;
  figures.accepted += accepted;
  for (const { state, failure } of ended) {
    figures[state] += 1;
    if (failure) figures.failures[failure.code] = (figures.failures[failure.code] ?? 0) + 1;
  }
}
