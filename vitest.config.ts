import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const everywhere = ['server/**', 'test/**', 'tools/**', 'web/src/**'];
const databaseServer = './test/database-server.ts';
/** The machine may be busy: what is waited for has more than the second that is usual. */
const patient = { poll: { timeout: 10_000 } };

// The processes that tests start read the same code again and again: Node keeps it compiled.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Kinds of tests, told apart by their names: pure ones, those with a database, processes that are killed, journeys over HTTP. */
export default defineConfig({
  test: {
    // The machines of this project have two cores; the PostgreSQL of the run needs some of them too.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          expect: patient,
          include: everywhere.map((place) => `${place}/*.test.ts`),
          exclude: [
            '**/*.db.test.ts',
            'test/journeys/**',
            'test/faults/**',
            'test/start/**',
            'test/elements/**',
          ],
          // Some start programs, and the machine may be busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db',
          expect: patient,
          include: everywhere.map((place) => `${place}/*.db.test.ts`),
          globalSetup: databaseServer,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          expect: patient,
          include: ['test/faults/**/*.test.ts'],
          globalSetup: databaseServer,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'start',
          expect: patient,
          include: ['test/start/**/*.test.ts'],
          globalSetup: databaseServer,
          // A first start makes a database and a demo operator.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          expect: patient,
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: databaseServer,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
