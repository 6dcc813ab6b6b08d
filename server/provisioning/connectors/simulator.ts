import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../platform/database/database.ts';
import type { Connector, ConnectorAnswer, ConnectorRequest } from './connector.ts';
import { simulatedNetwork } from './simulated-network.ts';

export type SimulatorOptions = {
  /** The database whose schema `simulator` is the network; it opens connections of its own. */
  url: string;
  /** Milliseconds that a call takes; each takes between half of it and one and a half. */
  latencyMs?: number;
  ratePerSecond?: number;
  concurrency?: number;
  timeoutMs?: number;
};

/**
 * How the SIM of a number behaves, by the last four digits of its MSISDN, so that each kind of failure can be seen at will:
 * 0001 is busy the first time, 0002 is refused for good, 0003 is changed but no answer comes the first time, 0004 is changed but the
 * connection breaks before the answer the first time. Every order meets it anew.
 */
const oddities = {
  '0001': 'busy-once',
  '0002': 'refused',
  '0003': 'hangs-once',
  '0004': 'answer-lost-once',
} as const;
type Oddity = (typeof oddities)[keyof typeof oddities];

/** A connector to a small network of its own, kept in the schema `simulator`, for demos, tests and measuring. */
export async function openSimulator(options: SimulatorOptions): Promise<Connector> {
  const { url, latencyMs = 0, ratePerSecond = 250, concurrency = 64, timeoutMs = 3_000 } = options;
  const database = await openDatabase(url, { poolSize: 3, applicationName: 'flottille-simulator' });
  const network = simulatedNetwork(database.pool);

  async function travel(signal: AbortSignal): Promise<void> {
    if (latencyMs > 0) await sleep((latencyMs / 2) * (0.5 + Math.random()), undefined, { signal });
  }

  async function change(request: ConnectorRequest): Promise<ConnectorAnswer> {
    const answer = await network.change(request);
    return answer === 'done' ? { done: true } : { refused: answer, temporary: false };
  }

  async function behave(
    oddity: Oddity,
    request: ConnectorRequest,
    signal: AbortSignal,
  ): Promise<ConnectorAnswer> {
    if (oddity === 'refused') return { refused: 'network-refused', temporary: false };
    if ((await network.countCall(request.itemId)) > 1) return change(request);
    if (oddity === 'busy-once') return { refused: 'element-busy', temporary: true };
    await change(request);
    if (oddity === 'hangs-once') await untilGivenUp(signal);
    throw Object.assign(new Error('the simulated network broke the connection'), { code: 'ECONNRESET' });
  }

  return {
    apply: async (request, signal) => {
      await travel(signal);
      const oddity = Object.entries(oddities).find(([digits]) => request.msisdn.endsWith(digits))?.[1];
      const answer = await (oddity ? behave(oddity, request, signal) : change(request));
      await travel(signal);
      return answer;
    },
    readBack: async ({ itemId }, signal) => {
      await travel(signal);
      const made = await network.wasMade(itemId);
      await travel(signal);
      return made ? 'done' : 'not-done';
    },
    look: async ({ iccid }, signal) => {
      await travel(signal);
      const found = await network.look(iccid);
      await travel(signal);
      return found && { msisdn: found.msisdn, has: found.services };
    },
    expects: ({ msisdn }, services) => ({
      msisdn,
      has: Object.fromEntries(services.map(({ service, value }) => [service, value])),
    }),
    capabilities: {
      services: 'any',
      subscribers: new Set(['create', 'number', 'swap', 'delete']),
      looks: true,
    },
    limits: { ratePerSecond, concurrency, timeoutMs },
    close: () => database.close(),
  };
}

function untilGivenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('given up', { cause: signal.reason })), {
      once: true,
    });
  });
}
