import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { applyCatalogue } from '../server/catalogue/catalogue.ts';
import { demoPassword } from '../server/demo/demo-companies.ts';
import { refreshStatistics, seedWorld, worldManagers } from '../server/demo/demo.ts';
import { findPersonByEmail } from '../server/organisations/organisations.ts';
import type { Call } from '../server/platform/call.ts';
import { type Database, openDatabase } from '../server/platform/database/database.ts';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { newId } from '../server/platform/id.ts';
import { createAccount } from '../server/sign-in/sign-in.ts';
import type { FloorOptions } from './floor.ts';
import { signIn, startWeb } from './page.ts';
import { pastedListId, pastedNumbers, type ReadWork, readWorks } from './read-works.ts';

export type ReadSizes = {
  lines: number;
  companies: number;
  largest: number;
  pattern: number;
  requests: number;
  rounds: number;
};

/** A database with its portal, its floor and its people. */
export type Place = {
  url: string;
  organisationId: string;
  works: ReadWork[];
  /** The fleet manager of the largest company, or of the pattern, asks the portal. */
  ask(who: keyof typeof worldManagers, path: string): Promise<void>;
  askFloor(name: string): Promise<void>;
  /** Plain SQL on a connection of its own. */
  run(work: ReadWork): Promise<void>;
  /** Resident memory of the portal now, in MB, and at most since it was last reset; null where the system does not tell. */
  memory(): Promise<{ now: number; peak: number } | null>;
  resetPeak(): Promise<void>;
  close(): Promise<void>;
};

/**
 * The same company twice: among so many lines as `sizes` says, and nearly alone. On the built-in PostgreSQL in a throw-away folder, or in
 * BENCH_DATA_DIR, which is kept and used again.
 */
export async function openReads(
  sizes: ReadSizes,
): Promise<{ among: Place; alone: Place; close(): Promise<void> }> {
  const kept = process.env['BENCH_DATA_DIR'];
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'flottille-reads-')));
  const log = { debug: () => {}, warn: console.warn, error: console.error };
  const server = await startEmbedded({ dataDir, log });
  const { largest, pattern } = sizes;
  const few = { ...sizes, lines: largest + 2 * pattern, companies: 3 };
  const among = await openPlace(server.url, sizes);
  const alone = await openPlace(await besides(server.url, 'alone'), few);
  return {
    among,
    alone,
    close: async () => {
      await Promise.all([among.close(), alone.close()]);
      await server.stop();
      if (!kept) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function besides(url: string, name: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function openPlace(url: string, sizes: ReadSizes): Promise<Place> {
  const organisationId = await fill(url, sizes);
  const works = readWorks(sizes.largest);
  const portal = await startWeb(url);
  const { address } = portal;
  const colleagues = Math.min(24, sizes.requests);
  const cookies = {
    largest: await colleaguesOf({ url, address, email: worldManagers.largest }, colleagues),
    pattern: await colleaguesOf({ url, address, email: worldManagers.pattern }, colleagues),
  };
  let turn = 0;
  const values = [organisationId];
  const questions = works.map(({ name, sql }) => [name, sql.map((text) => ({ text, values }))] as const);
  const floor = await startFloor({ url, works: Object.fromEntries(questions) });
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ msisdn: string }>(pastedNumbers, values);
  await pasteList(
    { address, cookie: cookies.largest[0] ?? '' },
    rows.map(({ msisdn }) => `+${msisdn}`),
  );
  return {
    url,
    organisationId,
    works,
    ask: (who, path) => {
      turn += 1;
      return take(`${address}${path}`, { cookie: cookies[who][turn % colleagues] ?? '' });
    },
    askFloor: (name) => take(`${floor.address}/${name}`, {}),
    run: async ({ sql }) => {
      for (const text of sql) await client.query(text, values);
    },
    memory: () => memoryOf(portal.pid),
    resetPeak: () => writeFile(`/proc/${portal.pid}/clear_refs`, '5').catch(() => {}),
    close: async () => {
      await client.end();
      await Promise.all([portal.close(), floor.close()]);
    },
  };
}

/**
 * Signs people in who may do what this manager may: a person may ask the same only so often a minute, so that many of a company ask in
 * turns.
 */
async function colleaguesOf(
  { url, address, email }: { url: string; address: string; email: string },
  count: number,
): Promise<string[]> {
  const database = await openDatabase(url, { poolSize: 4, applicationName: 'flottille-bench' });
  const call = callOn(database);
  const cookies: string[] = [];
  try {
    const manager = await findPersonByEmail(database.db, email);
    for (let place = 1; place <= count; place += 1) {
      const own = `colleague-${place}-${email}`;
      if (!(await findPersonByEmail(database.db, own))) {
        const person = { firstName: 'Marie', lastName: 'Dupont', role: 'manager', locale: 'fr' } as const;
        const organisationId = manager?.organisation_id ?? null;
        await createAccount(call, { ...person, organisationId, email: own, password: demoPassword });
      }
      cookies.push(await signIn(address, own, demoPassword));
    }
  } finally {
    await database.close();
  }
  return cookies;
}

function callOn({ db }: Database): Call {
  return { db, actor: { kind: 'system', name: 'bench' }, now: new Date(), requestId: newId(), ip: null };
}

/** The world, unless it is there already; returns its largest company. */
async function fill(url: string, wanted: ReadSizes): Promise<string> {
  await migrate(url);
  const database = await openDatabase(url, {
    poolSize: 4,
    applicationName: 'flottille-bench',
    statementTimeout: 0,
  });
  const call = callOn(database);
  const largest = async () => {
    const text = 'SELECT organisation_id AS id FROM person WHERE email = $1';
    const { rows } = await database.pool.query<{ id: string }>(text, [worldManagers.largest]);
    return rows[0]?.id;
  };
  try {
    const known = await largest();
    if (known) return known;
    await applyCatalogue(call, new URL('../catalogue', import.meta.url).pathname);
    await seedWorld({ database, url }, call, { ...wanted, seed: 1 }, () => {});
    await refreshStatistics(call);
    return (await largest()) ?? '';
  } finally {
    await database.close();
  }
}

async function startFloor(options: FloorOptions): Promise<{ address: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    address: said.toString().trim(),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function pasteList(
  { address, cookie }: { address: string; cookie: string },
  numbers: string[],
): Promise<void> {
  const answer = await fetch(`${address}/api/fleet/lists`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ id: pastedListId, text: numbers.join('\n') }),
  });
  if (!answer.ok) throw new Error(`pasting: ${answer.status} ${await answer.text()}`);
}

/** Asks and reads the answer to its end, without keeping it. */
async function take(address: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(address, { headers });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  await answer.body?.pipeTo(new WritableStream());
}

async function memoryOf(pid: number): Promise<{ now: number; peak: number } | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return status === '' ? null : { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
