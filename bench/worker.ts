/** A worker of the bench: `node worker.ts <options as JSON>`; says `ready` and works until it is asked to end. */
import { pino } from 'pino';
import { orderHearers } from '../server/orders/orders.ts';
import { instantNetwork } from './instant-network.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import { startListener } from '../server/platform/listener.ts';
import { openSimulator, startProvisioning } from '../server/provisioning/provisioning.ts';

export type WorkerOptions = {
  url: string;
  /** Of the simulated network; without it, an instant one of no cost stands in its place. */
  latencyMs?: number;
  /** Calls a second that it bears; without it, any number. */
  ratePerSecond?: number;
  concurrency?: number;
};

const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions;
const { url, latencyMs, ratePerSecond = Infinity, concurrency = 256 } = options;
const log = pino({ level: 'warn' }, pino.destination(2));
const database = await openDatabase(url, { poolSize: 8, applicationName: 'flottille-bench-worker' });
const simulator =
  latencyMs === undefined
    ? instantNetwork(concurrency)
    : await openSimulator({ url, latencyMs, ratePerSecond, concurrency, timeoutMs: 30_000 });
const listener = await startListener({ url, log });
const provisioning = startProvisioning({
  database,
  connectors: { simulator },
  hearers: orderHearers,
  clock: systemClock,
  log,
  listener,
});
await listener.ready();
process.on('SIGTERM', () => void end());
process.stdout.write('ready\n');

async function end(): Promise<void> {
  await provisioning.stop();
  await listener.stop();
  await simulator.close();
  await database.close();
  process.exit(0);
}
