/**
 * A worker process for the fault tests: told its options as JSON on its input it says `working`, and works until it is killed. With a
 * point it kills itself when it is there. Told nothing it ends.
 */
import { flushCompileCache } from 'node:module';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { systemClock } from '../../server/platform/clock.ts';
import { startWriter } from '../../server/exports/exports.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { startListener } from '../../server/platform/listener.ts';
import { parseSmtpUrl, smtpTransport, startMailSender } from '../../server/platform/mail/mail.ts';
import {
  onlySimulator,
  openConnectors,
  openSimulator,
  readNetwork,
  startProvisioning,
} from '../../server/provisioning/provisioning.ts';
import { orderHearers, startBeginner, startSweeper } from '../../server/orders/orders.ts';
import { frame } from '../mail-frame.ts';
import { dieAt } from './named-points.ts';
import type { WorkerOptions } from './worker-process.ts';

// Killed as it will be, it would leave nothing for the next one.
flushCompileCache();
const told = await text(process.stdin);
if (told === '') process.exit();
const options = JSON.parse(told) as WorkerOptions;
const { url, latencyMs = 40, point, nth = 1, smtpUrl, networkFile, begins, writes } = options;
// Quiet about what the tests cause on purpose.
const log = pino({ level: process.env['FAULT_LOG'] ?? 'silent' }, pino.destination(2));
const dying = point ? dieAt(point, nth) : undefined;
const database = await openDatabase(url, { poolSize: 6, applicationName: 'fault-test-worker' });
// Slow enough that a kill nearly always meets calls under way, fast enough that fifty lives get through the work.
const fast = latencyMs === 0 ? { ratePerSecond: Infinity } : {};
const simulator = await openSimulator({ url, latencyMs, concurrency: 16, timeoutMs: 300, ...fast });
const listener = await startListener({ url, log });
startProvisioning({
  database,
  connectors: networkFile
    ? await openConnectors(await readNetwork(networkFile), { databaseUrl: url, simulatorLatencyMs: 0 })
    : { simulator: dying ? dying(simulator) : simulator },
  hearers: orderHearers,
  clock: systemClock,
  log,
  listener,
  // Short, so that the next worker soon takes over what this one held.
  settings: {
    leaseMs: 500,
    pollMs: 50,
    backoffMs: { first: 50, most: 200 },
    // The simulated network goes down with PostgreSQL; a real element does not.
    breaker: { failures: 10, pauseMs: 500 },
    mostLosses: 1000,
    mostTries: 1000,
  },
});
startSweeper({ db: database.db, clock: systemClock, log });
if (begins) startBeginner({ db: database.db, clock: systemClock, network: onlySimulator, log });
if (writes) startWriter({ db: database.db, clock: systemClock, log });
if (smtpUrl) {
  const transport = smtpTransport(parseSmtpUrl(smtpUrl));
  startMailSender({ db: database.db, clock: systemClock, log, listener, transport, frame });
}
process.stdout.write('working\n');
