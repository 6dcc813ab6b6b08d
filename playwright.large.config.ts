import { defineConfig } from '@playwright/test';
import { chromium } from './web/e2e/support/chromium.ts';
import { freePort } from './web/e2e/support/free-port.ts';

// The worker reads this file again: it finds the port in the environment.
const port = (process.env['E2E_LARGE_PORT'] ??= String(await freePort()));
const folder = `test-results/large-${port}`;

/**
 * A browser before a company of 100,000 numbers, on the simulated network. Making it takes a minute, so that `.ci/run` does it and `npm test`
 * does not.
 */
export default defineConfig({
  testDir: 'web/e2e-large',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/browser-large',
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: await chromium(),
    locale: 'fr-BE',
    timezoneId: 'Pacific/Auckland',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
  webServer: {
    name: 'portal',
    command:
      'node tools/seed.ts --world --lines 110000 --largest 100000 --companies 3 && exec node server/main.ts',
    url: `http://127.0.0.1:${port}/readyz`,
    env: { PORT: port, DATA_DIR: folder },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
