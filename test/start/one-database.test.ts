import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { databaseUrl } from '../database-server.ts';
import { dropDatabase } from '../drop-database.ts';
import { listen } from '../journeys/event-stream.ts';
import { type PortalProcess, signInAt, startPortalProcess, temporaryFolder } from './portal-process.ts';

const serverUrl = inject('serverUrl');
const name = `flottille_start_${randomUUID().slice(0, 8)}`;
const DATABASE_URL = databaseUrl(serverUrl, name);
const environment = {
  DATABASE_URL,
  AUTH_SECRET: 'one secret for all processes of an installation',
  DATA_DIR: temporaryFolder(),
  LOG_LEVEL: 'warn',
  SIMULATOR_LATENCY_MS: '0',
};
await onServer(serverUrl, `CREATE DATABASE ${name}`);
const started: PortalProcess[] = [];
afterAll(async () => {
  await Promise.all(started.map((portal) => portal.stop()));
  await dropDatabase(serverUrl, name);
});

function start(more: Record<string, string>): PortalProcess {
  const portal = startPortalProcess({ ...environment, ...more });
  started.push(portal);
  return portal;
}

async function onServer(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function send(address: string, cookie: string, method: string, path: string, body?: object) {
  const answer = await fetch(address + path, {
    method,
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

describe('several processes on one database', () => {
  it('that start at the same moment make the tables, the catalogue and the demo operator once', async () => {
    const both = [start({ DEMO: '1' }), start({ DEMO: '1' })];
    const addresses = await Promise.all(both.map(async (portal) => (await portal.ready()).address));
    const [counted] = await onServer(
      DATABASE_URL,
      `SELECT (SELECT count(*) FROM organisation)::int AS companies, (SELECT count(*) FROM person)::int AS people,
        (SELECT count(*) FROM line)::int AS lines, (SELECT count(*) FROM catalogue_version)::int AS catalogues`,
    );
    expect(counted).toEqual({ companies: 3, people: 5, lines: 5073, catalogues: 1 });
    // who signed in at one is known to the other
    const cookie = await signInAt(addresses[0] ?? '', 'manager');
    for (const address of addresses) {
      expect(await send(address, cookie, 'GET', '/api/fleet/lines')).toMatchObject({ total: 61 });
    }
    for (const portal of both) expect((await portal.stop()).code).toBe(0);
  });

  it('share the work: one answers people, another carries out, and the page hears of it', async () => {
    const [web, worker] = [start({ ROLES: 'web' }), start({ ROLES: 'worker' })];
    const [{ address, stdout }, { address: workersAddress }] = [await web.ready(), await worker.ready()];
    expect(stdout).not.toContain('Demo accounts');
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect((await fetch(workersAddress + path)).status).toBe(200);
    }
    for (const path of ['/fr', '/api/me', '/dev/mail'])
      expect((await fetch(workersAddress + path)).status).toBe(404);

    const cookie = await signInAt(address, 'other');
    const page = await listen(address, cookie);
    const { lines } = (await send(
      address,
      cookie,
      'GET',
      '/api/fleet/lines?status=active&product=voice',
    )) as {
      lines: { id: string; optionCodes: string[] }[];
    };
    const line = lines.find(({ optionCodes }) => !optionCodes.includes('block-premium-sms'));
    const quote = await send(address, cookie, 'POST', '/api/quotes', {
      selection: { lineIds: [line?.id] },
      change: { add: [{ code: 'block-premium-sms' }] },
    });
    const order = await send(address, cookie, 'POST', '/api/orders', { quoteId: quote['id'] });
    await page.hears('notification');
    await page.hears('line', line?.id);
    const done = await send(address, cookie, 'GET', `/api/orders/${String(order['id'])}`);
    expect(done).toMatchObject({ state: 'completed', completedCount: 1 });
    const mails = await onServer(DATABASE_URL, `SELECT state FROM mail ORDER BY id`);
    await page.close();
    expect(mails).toHaveLength(2);
    for (const portal of [web, worker]) expect((await portal.stop()).code).toBe(0);
  });

  it('one of two workers is killed in the middle of an order: nobody at a page notices', async () => {
    // slow enough that the order is under way when it is killed
    const slow = { ROLES: 'worker', SIMULATOR_LATENCY_MS: '400' };
    const [web, victim, other] = [start({ ROLES: 'web' }), start(slow), start(slow)];
    const [{ address }] = [await web.ready(), await victim.ready(), await other.ready()];
    const cookie = await signInAt(address, 'large');
    const page = await listen(address, cookie);
    const { lines } = (await send(
      address,
      cookie,
      'GET',
      '/api/fleet/lines?status=active&plan=shape-plus&size=200',
    )) as { lines: { id: string }[] };
    const quote = await send(address, cookie, 'POST', '/api/quotes', {
      selection: { lineIds: lines.map(({ id }) => id) },
      change: { add: [{ code: 'hide-number' }] },
    });
    const order = await send(address, cookie, 'POST', '/api/orders', { quoteId: quote['id'] });
    const look = () => send(address, cookie, 'GET', `/api/orders/${String(order['id'])}`);
    const itemsHeldBy = async () =>
      onServer(DATABASE_URL, `SELECT FROM order_item WHERE lease_until > clock_timestamp()`);
    await vi.waitUntil(async () => (await itemsHeldBy()).length > 64, { timeout: 20_000 });
    const killedAt = new Date();
    victim.signal('SIGKILL');
    expect(await victim.ended).toMatchObject({ signal: 'SIGKILL' });

    // Everything goes on: the list, another order, the pages' news.
    expect(await send(address, cookie, 'GET', '/api/fleet/lines')).toMatchObject({ total: 5000 });
    await page.hears('order', String(order['id']));
    // The other one does all but what the victim holds, which waits for the end of its lease: here that comes at once.
    const heldByVictim = `ended_at IS NULL AND coalesce(lease_until, 'infinity') <= '${killedAt.toISOString()}'::timestamptz + interval '15 s'`;
    await vi.waitUntil(
      async () =>
        (
          await onServer(
            DATABASE_URL,
            `SELECT FROM order_item WHERE ended_at IS NULL AND NOT (${heldByVictim})`,
          )
        ).length === 0,
      { timeout: 60_000, interval: 250 },
    );
    await onServer(
      DATABASE_URL,
      `UPDATE order_item SET lease_until = clock_timestamp() WHERE ${heldByVictim}`,
    );
    await vi.waitUntil(async () => Number((await look())['endedAt'] !== null), {
      timeout: 60_000,
      interval: 250,
    });
    const done = await look();
    expect(done['completedCount']).toBe(Number(done['itemCount']) - Number(done['failedCount']));
    const effects = await onServer(
      DATABASE_URL,
      `SELECT i.id FROM order_item i LEFT JOIN simulator.effect e ON e.item_id = i.id
       WHERE i.order_id = '${String(order['id'])}' GROUP BY i.id, i.state
       HAVING count(e.item_id) <> (i.state = 'completed')::int`,
    );
    expect(effects).toEqual([]);
    await page.close();
    for (const portal of [web, other]) expect((await portal.stop()).code).toBe(0);
  });

  it('a request under way is answered before its process ends', async () => {
    const portal = start({});
    const { address } = await portal.ready();
    const cookie = await signInAt(address, 'manager');
    const blocker = new Client({ connectionString: DATABASE_URL });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE line IN ACCESS EXCLUSIVE MODE');
    const answer = send(address, cookie, 'GET', '/api/fleet/lines');
    await sleep(300);
    portal.signal('SIGTERM');
    await sleep(300);
    await expect(fetch(`${address}/readyz`)).rejects.toThrow('fetch failed');
    await blocker.query('COMMIT');
    await blocker.end();
    expect(await answer).toMatchObject({ total: 61 });
    expect(await portal.ended).toMatchObject({ code: 0, stderr: '' });
  });
});
