import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { newId } from '../server/platform/id.ts';
import { createAccount } from '../server/sign-in/sign-in.ts';
import type { Customer, World } from './world.ts';

const password = 'a password of the bench';

/** The portal's web role in a process of its own, and someone of this company (of the other one) who is signed in and opens his fleet page. */
export async function openPage(
  world: World,
  { manager }: Customer = world.other,
): Promise<{
  address: string;
  cookie: string;
  fetch(): Promise<void>;
  /** Quotes and orders a change of one line; answers the order's id, and when it had been sent. */
  order(
    lineId: string,
    change: { add?: string[]; remove?: string[] },
  ): Promise<{ id: string; sentAt: number }>;
  close(): Promise<void>;
}> {
  const email = `bench-${newId()}@example.test`;
  await createAccount(
    { ...manager, db: world.database.db, actor: { kind: 'system', name: 'bench' } },
    {
      organisationId: manager.actor.organisationId,
      role: 'manager',
      email,
      firstName: 'Marie',
      lastName: 'Dupont',
      locale: 'fr',
      password,
    },
  );
  const portal = await startWeb(world.url);
  const cookie = await signIn(portal.address, email, password);
  return {
    address: portal.address,
    cookie,
    fetch: async () => {
      const page = await fetch(`${portal.address}/api/fleet/lines`, { headers: { cookie } });
      if (!page.ok) throw new Error(`the fleet page: ${page.status} ${await page.text()}`);
      await page.arrayBuffer();
    },
    order: async (lineId, { add = [], remove = [] }) => {
      const change = { add: add.map((code) => ({ code })), remove };
      const quote = await post('/api/quotes', { selection: { lineIds: [lineId] }, change });
      const sentAt = performance.now();
      const { id } = await post('/api/orders', { quoteId: quote.id });
      return { id, sentAt };
    },
    close: () => portal.close(),
  };

  async function post(path: string, body: object): Promise<{ id: string }> {
    const answer = await fetch(`${portal.address}${path}`, {
      method: 'POST',
      headers: {
        cookie,
        'content-type': 'application/json',
        'idempotency-key': newId(),
        origin: portal.address,
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  }
}

/** The cookies of someone who has signed in there. */
export async function signIn(address: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** The portal's web role in a process of its own, with the memory that `npm start` gives it. */
export async function startWeb(
  databaseUrl: string,
): Promise<{ address: string; pid: number; close(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=16', join(import.meta.dirname, '../server/main.ts')],
    {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        DATABASE_URL: databaseUrl,
        ROLES: 'web',
        PORT: '0',
        AUTH_SECRET: 'only for measuring, forgotten after it',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const [, address] = /ready at (\S+)/.exec(said) ?? [];
    if (!address) continue;
    child.stdout.resume();
    return {
      address,
      pid: child.pid ?? 0,
      close: async () => {
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  }
  throw new Error('the portal ended before it was ready');
}
