import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Tests against real network elements, which must be installed: `.ci/run` does it and fails where they are missing; `npm test` needs
 * none of them.
 */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'elements',
          include: ['test/elements/**/*.test.ts'],
          globalSetup: './test/database-server.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
