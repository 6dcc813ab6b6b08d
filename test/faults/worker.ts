/** A worker process for the fault tests: `node worker.ts <database url>`; says `working` and works until it is killed. */
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { startListener } from '../../server/platform/listener.ts';
import { openSimulator, startProvisioning } from '../../server/provisioning/provisioning.ts';
import { orderHearers } from '../../server/orders/orders.ts';

const [url = ''] = process.argv.slice(2);
const log = {
  info: () => {},
  warn: () => {},
  error: (fields: object, message: string) => console.error(message, fields),
};
const database = await openDatabase(url, { poolSize: 4, applicationName: 'fault-test-worker' });
// Slow enough that a kill nearly always meets calls under way, fast enough that fifty lives get through the work.
const simulator = await openSimulator({ url, latencyMs: 40, concurrency: 16, timeoutMs: 300 });
const listener = await startListener({ url, log });
startProvisioning({
  database,
  connectors: { simulator },
  hearers: orderHearers,
  clock: systemClock,
  log,
  listener,
  // Short, so that the next worker soon takes over what this one held.
  settings: { leaseMs: 500, pollMs: 50, backoffMs: { first: 50, most: 200 }, mostLosses: 1000 },
});
process.stdout.write('working\n');
