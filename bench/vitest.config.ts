import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** That the bench runs, on sizes that measure nothing. It takes half a minute, so that `.ci/run` does it and `npm test` does not. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    projects: [
      {
        test: {
          name: 'bench',
          include: ['bench/*.test.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
});
