/**
 * Makes the lines known to the network elements that are to carry out what is ordered for them, each with its number, status and
 * services; for trying an element with the demo's fleet:
 *
 *   NETWORK_FILE=network.yaml npm run provide-lines [-- --database-url postgres://…]
 *
 * Without an address of a database it takes the built-in one of DATA_DIR, while the portal does not run, and fills it with the demo operator
 * if it is empty. What an element knows already stays, and is brought to the services it should have; so it may be run again.
 */
import { parseArgs } from 'node:util';
import { applyCatalogue } from '../server/catalogue/catalogue.ts';
import { provideLines, refreshStatistics, seedDemo } from '../server/demo/demo.ts';
import type { Call } from '../server/platform/call.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { newId } from '../server/platform/id.ts';
import { StartFailure } from '../server/platform/start-failure.ts';
import { checkCarried, openConnectors, readNetwork } from '../server/provisioning/provisioning.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'database-url': { type: 'string' } } });
  const given = values['database-url'] ?? process.env['DATABASE_URL'];
  if (given) return provide(given, false);
  const log = { debug: () => {}, warn: console.warn, error: console.error };
  const embedded = await startEmbedded({ dataDir: process.env['DATA_DIR'] ?? '.data', log });
  try {
    await provide(embedded.url, true);
  } finally {
    await embedded.stop();
  }
}

async function provide(databaseUrl: string, demo: boolean): Promise<void> {
  const network = await readNetwork(process.env['NETWORK_FILE'] ?? null);
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, {
    poolSize: 4,
    applicationName: 'flottille-provide-lines',
  });
  const call: Call = {
    db: database.db,
    actor: { kind: 'system', name: 'provide-lines' },
    now: new Date(),
    requestId: newId(),
    ip: null,
  };
  const connectors = await openConnectors(network, { databaseUrl, simulatorLatencyMs: 0 });
  try {
    const catalogue = new URL('../catalogue', import.meta.url).pathname;
    await applyCatalogue(call, catalogue, (document) => checkCarried(network, document));
    if (demo && (await seedDemo(call))) await refreshStatistics(call);
    const { given, refused } = await provideLines(call, network, connectors, (done) => {
      if (done % 50 === 0) process.stdout.write(`\r${done} lines`);
    });
    process.stdout.write('\r');
    for (const [element, lines] of given) process.stdout.write(`${element} knows ${lines} lines\n`);
    for (const { msisdn, element, why } of refused)
      process.stdout.write(`${element} refused ${msisdn}: ${why}\n`);
    if (refused.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all(Object.values(connectors).map((connector) => connector.close()));
    await database.close();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
