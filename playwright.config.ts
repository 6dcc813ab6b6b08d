import { defineConfig } from '@playwright/test';
import { chromium } from './web/e2e/support/chromium.ts';
import { freePort } from './web/e2e/support/free-port.ts';

// One run has one portal and one page of the kit. The workers read this file again: they find the ports in the environment.
const portal = (process.env['E2E_PORTAL_PORT'] ??= String(await freePort()));
const kit = (process.env['E2E_KIT_PORT'] ??= String(await freePort()));
const portalAddress = `http://127.0.0.1:${portal}`;

const vite = 'node_modules/.bin/vite';
const kitConfig = 'web/e2e/kit-page/vite.config.ts';

const portalServer = {
  name: 'portal',
  command: 'node server/main.ts',
  url: `${portalAddress}/readyz`,
  env: { PORT: portal, DATA_DIR: `test-results/portal-${portal}`, DEMO: '1' },
  timeout: 90_000,
  gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
} as const;

const kitServer = {
  name: 'kit',
  command: `${vite} build -c ${kitConfig} && ${vite} preview -c ${kitConfig} --port ${kit} --strictPort`,
  url: `http://127.0.0.1:${kit}`,
  timeout: 60_000,
};

/** The browser tests: the built pages, the real server with an empty database of its own, the simulated network. No internet. */
export default defineConfig({
  testDir: 'web/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/browser',
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: portalAddress,
    launchOptions: await chromium(),
    locale: 'fr-BE',
    timezoneId: 'Pacific/Auckland', // far from Brussels: times on screen must not follow the machine
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'kit', testMatch: 'kit.e2e.ts', use: { baseURL: `http://127.0.0.1:${kit}` } },
    { name: 'portal', testIgnore: 'kit.e2e.ts' },
  ],
  // `E2E_KIT_ONLY=1 npx playwright test --project kit`: the components alone, without a portal
  webServer: process.env['E2E_KIT_ONLY'] ? [kitServer] : [portalServer, kitServer],
});
