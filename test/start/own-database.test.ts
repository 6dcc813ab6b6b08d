import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listen } from '../journeys/event-stream.ts';
import { memoryOf, serversIn, signInAt, startPortalProcess, temporaryFolder } from './portal-process.ts';

const folder = temporaryFolder();
const environment = { DATA_DIR: folder, LOG_LEVEL: 'warn', SIMULATOR_LATENCY_MS: '0' };

async function linesAt(address: string, cookie: string): Promise<{ total: number; ids: string[] }> {
  const answer = await fetch(`${address}/api/fleet/lines?size=200`, { headers: { cookie } });
  const { total, lines } = (await answer.json()) as { total: number; lines: { id: string }[] };
  return { total, ids: lines.map(({ id }) => id) };
}

/** Reads all 5,000 lines as a spreadsheet. */
async function exportAt(address: string, cookie: string): Promise<void> {
  const answer = await fetch(`${address}/api/fleet/export?format=xlsx&locale=fr`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
}

async function youngGenerationAt(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  return Number(/^nodejs_heap_space_size_total_bytes\{space="new"\} (\d+)$/m.exec(metrics)?.[1]);
}

/** Each takes up where the one before has ended: it is the life of one data folder. */
describe('the portal with its own database', () => {
  it('starts from nothing: says where it is, with which accounts, and serves the demo operator', async () => {
    const portal = startPortalProcess(environment);
    const { address, stdout } = await portal.ready();
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      `Flottille is ready at ${address}`,
      '',
      'Demo accounts, password flottille-demo:',
      'manager@demo.test    fleet manager of a company with 61 numbers',
      'viewer@demo.test     the same company, read only',
      'other@demo.test      another company, 12 numbers',
      'large@demo.test      a company with 5,000 numbers',
      "operator@demo.test   the operator's staff",
      '',
      `Mails are shown at ${address}/dev/mail`,
    ]);
    for (const [account, total] of [
      ['manager', 61],
      ['viewer', 61],
      ['other', 12],
      ['large', 5000],
    ] as const) {
      expect((await linesAt(address, await signInAt(address, account))).total).toBe(total);
    }
    const [health, ready] = [await fetch(`${address}/healthz`), await fetch(`${address}/readyz`)];
    expect([health.status, ready.status]).toEqual([200, 200]);
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toContain(
      'flottille_http_answer_seconds_count{method="GET",route="/api/fleet/lines",status="200"} 4',
    );
    expect((await fetch(`${address}/dev/mail`)).status).toBe(200);

    const second = await startPortalProcess(environment).ended;
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(/^[^\n]*another Flottille[^\n]*\n$/i);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);

    // people look at it while it is asked to stop
    const pages = await Promise.all(
      ['manager', 'other'].map(async (account) => listen(address, await signInAt(address, account))),
    );
    const { code, stderr } = await portal.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const page of pages) await page.ends();
    expect(serversIn(folder)).toEqual([]);
  });

  it('starts again in a moment, needs little memory, and people are still signed in after a kill -9', async () => {
    const first = startPortalProcess(environment);
    const { address, took } = await first.ready();
    const cookie = await signInAt(address, 'manager');
    const before = await linesAt(address, cookie);
    const memory = memoryOf([first.pid, ...serversIn(folder)]);
    console.info(`ready after ${Math.round(took)} ms with its database; ${memory ?? '?'} MB of memory`);
    expect(memory ?? 0).toBeLessThan(250);

    const large = await signInAt(address, 'large');
    const program = memoryOf([first.pid]);
    for (let time = 0; time < 20; time++) await exportAt(address, large);
    const more = (memoryOf([first.pid]) ?? 0) - (program ?? 0);
    console.info(`100,000 lines in 20 files: ${more} MB more`);
    expect(more).toBeLessThan(64);
    // Left to itself V8 makes its young generation 64 MB from the start, and 128 MB under load.
    expect(await youngGenerationAt(address)).toBeLessThan(40_000_000);

    first.signal('SIGKILL');
    expect((await first.ended).signal).toBe('SIGKILL');
    const again = startPortalProcess(environment);
    const { address: here } = await again.ready();
    expect(await linesAt(here, cookie)).toEqual(before);
    expect((await again.stop()).code).toBe(0);
    expect(serversIn(folder)).toEqual([]);
  });

  it('that is asked to stop while it starts ends well too, and leaves no server behind', async () => {
    const portal = startPortalProcess({ ...environment, DATA_DIR: temporaryFolder(), LOG_LEVEL: 'debug' });
    portal.child.stdout?.once('data', () => portal.signal('SIGTERM')); // the database's first words
    const { code, stderr, stdout } = await portal.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('Flottille is ready');
  });

  it('keeps the secret of its sessions for its own account only', () => {
    expect(readFileSync(`${folder}/auth-secret`, 'utf8').trim().length).toBeGreaterThanOrEqual(32);
  });
});
