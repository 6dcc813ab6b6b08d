import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium as engine } from '@playwright/test';
import { z } from 'zod';
import { chromium } from '../web/e2e/support/chromium.ts';
import { freePort } from '../web/e2e/support/free-port.ts';
import { type Measure, median } from './measure.ts';
import { openPage } from './page.ts';
import type { World } from './world.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const lighthouse = join(import.meta.dirname, 'lighthouse');

/** What of Lighthouse's report is looked at. */
const reportSchema = z.object({
  categories: z.record(
    z.string(),
    z.object({ score: z.number(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  ),
  audits: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      numericValue: z.number().optional(),
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;

/**
 * The first visit of the fleet page in a browser that has nothing of it yet: how long until the rows stand there, and what Lighthouse says
 * of it as a desktop. The browser is the tests' own, or the one named by CHROMIUM_PATH; Lighthouse is installed on the first run.
 */
export async function firstVisit(world: World): Promise<Measure[]> {
  await run(process.execPath, ['tools/build-web.ts'], { cwd: root });
  if (!existsSync(join(lighthouse, 'node_modules')))
    await run('npm', ['ci', '--ignore-scripts'], { cwd: lighthouse });
  const page = await openPage(world, world.big);
  try {
    return [await rows(world, page), ...(await judge(world, page))];
  } finally {
    await page.close();
  }
}

type Page = { address: string; cookie: string };

/** Milliseconds from the click on the link to the first row of the list, each time in a browser without anything kept. */
async function rows({ sizes, big }: World, { address, cookie }: Page): Promise<Measure> {
  const browser = await engine.launch(await chromium());
  const waited: number[] = [];
  try {
    for (let round = 0; round < 2 + sizes.rounds; round += 1) {
      const context = await browser.newContext({ extraHTTPHeaders: { cookie }, locale: 'fr-BE' });
      const page = await context.newPage();
      await page.goto(`${address}/fr/fleet`, { waitUntil: 'commit' });
      await page.locator('tbody tr').nth(1).waitFor();
      waited.push(await page.evaluate(() => performance.now()));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const note = `${big.lineIds.length} numbers, ${waited.length} visits`;
  return within('first-visit-rows', median(waited), 1000, 'ms', note);
}

/** Lighthouse's four categories and what its user feels: the median of its runs. */
async function judge({ sizes }: World, page: Page): Promise<Measure[]> {
  const reports: Report[] = [];
  for (let round = 0; round < sizes.rounds; round += 1) reports.push(await report(page));
  const [first] = reports;
  if (!first) return [];
  const value = (audit: string) => median(reports.map(({ audits }) => audits[audit]?.numericValue ?? 0));
  const measures = [
    within('first-visit-blocking', value('total-blocking-time'), 150, 'ms', 'total blocking time'),
    within('first-visit-shift', value('cumulative-layout-shift'), 0.05, '', 'cumulative layout shift'),
    within('first-visit-paint', value('largest-contentful-paint'), 1000, 'ms', 'largest contentful paint'),
  ];
  for (const name of Object.keys(first.categories)) {
    const score = median(reports.map(({ categories }) => 100 * (categories[name]?.score ?? 0)));
    const lost = missed(first, name);
    measures.push({
      name: `lighthouse-${name}`,
      ratio: score / 95,
      target: { atLeast: 1 },
      ours: score,
      reference: 95,
      unit: 'points',
      note: lost.length > 0 ? `not whole: ${lost.join(', ')}` : 'nothing missed',
    });
  }
  return measures;
}

/** Names of the audits that cost points. */
function missed({ categories, audits }: Report, category: string): string[] {
  return (categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const { score = null } = audits[id] ?? {};
    return weight > 0 && score !== null && score < 0.9 ? [id] : [];
  });
}

/** One run of Lighthouse in a browser of its own. */
async function report({ address, cookie }: Page): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'flottille-lighthouse-'));
  const { executablePath = '', args = [], env } = await chromium();
  const port = await freePort();
  const browser = spawn(
    executablePath,
    [...args, `--remote-debugging-port=${port}`, `--user-data-dir=${join(folder, 'profile')}`, 'about:blank'],
    { env, stdio: 'ignore' },
  );
  try {
    const headers = join(folder, 'headers.json');
    const output = join(folder, 'report.json');
    await writeFile(headers, JSON.stringify({ cookie }), { mode: 0o600 });
    await run(process.execPath, [
      join(lighthouse, 'node_modules/lighthouse/cli/index.js'),
      `${address}/fr/fleet`,
      '--preset=desktop',
      '--quiet',
      '--no-enable-error-reporting',
      `--port=${port}`,
      '--output=json',
      `--output-path=${output}`,
      `--extra-headers=${headers}`,
    ]);
    const kept = process.env['BENCH_LIGHTHOUSE_REPORT'];
    const text = await readFile(output, 'utf8');
    if (kept) await writeFile(kept, text);
    return reportSchema.parse(JSON.parse(text));
  } finally {
    browser.kill('SIGKILL');
    await once(browser, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

/** A measure against a limit rather than other work: the ratio is the part of the limit that it takes. */
function within(name: string, ours: number, limit: number, unit: string, note: string): Measure {
  return { name, ratio: ours / limit, target: { atMost: 1 }, ours, reference: limit, unit, note };
}
