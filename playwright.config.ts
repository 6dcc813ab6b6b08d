import { defineConfig } from '@playwright/test';
import { chromium } from './web/e2e/support/chromium.ts';
import { freePort } from './web/e2e/support/free-port.ts';

/** How many tests run side by side: each worker has a portal of its own, so that no test sees what another does. */
const workers = 2;

// The workers read this file again: they find the ports in the environment, and which of them they are.
const ports = (process.env['E2E_PORTS'] ??= (await Promise.all(range(workers + 2).map(freePort))).join());
const [kit = '', mixed = '', ...portals] = ports.split(',');
const own = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}

const vite = 'node_modules/.bin/vite';
const kitConfig = 'web/e2e/kit-page/vite.config.ts';

const portalServer = (name: string, port: string, settings: Record<string, string> = {}) => ({
  name,
  command: 'node server/main.ts',
  url: `http://127.0.0.1:${port}/readyz`,
  env: { PORT: port, DATA_DIR: `test-results/portal-${port}`, DEMO: '1', ...settings },
  timeout: 90_000,
  gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 } as const,
});

const portalServers = [
  ...portals.map((port, at) => portalServer(`portal ${at}`, port)),
  portalServer('mixed selection', mixed, { MIXED_SELECTION: '1' }),
];

const kitServer = {
  name: 'kit',
  command: `${vite} build -c ${kitConfig} && ${vite} preview -c ${kitConfig} --port ${kit} --strictPort`,
  url: `http://127.0.0.1:${kit}`,
  timeout: 60_000,
};

/** The browser tests: the built pages, real servers with an empty database of their own, the simulated network. No internet. */
export default defineConfig({
  testDir: 'web/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/browser',
  fullyParallel: false,
  workers,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${portals[own]}`,
    launchOptions: await chromium(),
    locale: 'fr-BE',
    timezoneId: 'Pacific/Auckland', // far from Brussels: times on screen must not follow the machine
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'kit', testMatch: 'kit.e2e.ts', use: { baseURL: `http://127.0.0.1:${kit}` } },
    // what an operator may switch on, one file for each
    {
      name: 'mixed selection',
      testMatch: 'mixed-selection.e2e.ts',
      use: { baseURL: `http://127.0.0.1:${mixed}` },
    },
    { name: 'portal', testIgnore: ['kit.e2e.ts', 'mixed-selection.e2e.ts'] },
  ],
  // `E2E_KIT_ONLY=1 npx playwright test --project kit`: the components alone, without a portal
  webServer: process.env['E2E_KIT_ONLY'] ? [kitServer] : [...portalServers, kitServer],
});
