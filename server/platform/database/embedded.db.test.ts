import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { startEmbedded, type Embedded } from './embedded.ts';
import { serverPid } from './embedded-orphan.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'flottille-embedded-'));
const silent = { debug: () => {}, warn: () => {}, error: () => {} };
const running: Embedded[] = [];
const children: ChildProcess[] = [];
let folders = 0;

function newFolder(): string {
  folders += 1;
  return join(root, `data-${folders}`);
}

async function start(dataDir: string): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log: silent });
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }));

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the server on the folder and then waits; resolves with what it says first. */
async function otherProcess(
  dataDir: string,
  account: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; said: string }> {
  const code = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
    const log = { debug() {}, warn() {}, error() {} };
    try {
      const { url } = await startEmbedded({ dataDir: process.argv[1], log });
      console.log(url);
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, dataDir], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...account,
  });
  children.push(child);
  const [said] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, said: String(said) };
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

const marked = "SELECT obj_description('mark'::regclass) AS mark";

test('the first start makes the database, later starts find it as it was left', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await query(first.url, "CREATE TABLE mark (); COMMENT ON TABLE mark IS 'kept'");
  await first.stop();
  running.length = 0;
  const second = await start(folder);
  expect(await query(second.url, marked)).toEqual([{ mark: 'kept' }]);
  expect(await query(second.url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
    { rolsuper: false },
  ]);
});

test('nobody else on the machine can read the password or reach the server from outside', async () => {
  const folder = newFolder();
  const { url } = await start(folder);
  expect(statSync(join(folder, 'postgres/flottille.password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700);
  expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(existsSync(`/tmp/.s.PGSQL.${new URL(url).port}`)).toBe(false);
  const guessed = new URL(url);
  guessed.password = 'guessed';
  await expect(query(guessed.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('a second start on the same data folder says so, in this process and in another', async () => {
  const folder = newFolder();
  await start(folder);
  const sentence = `Another Flottille already runs on the data folder ${folder}`;
  await expect(start(folder)).rejects.toThrow(sentence);
  const { said } = await otherProcess(folder);
  expect(said).toContain(`StartFailure: ${sentence}`);
});

test('of two first starts at the same moment one runs and the other says so', async () => {
  const folder = newFolder();
  const said = (await Promise.all([otherProcess(folder), otherProcess(folder)])).map((other) => other.said);
  expect(said.filter((line) => line.startsWith('postgres://'))).toHaveLength(1);
  expect(said.filter((line) => line.includes('already runs on the data folder'))).toHaveLength(1);
});

test('the server ends when its Flottille is killed with -9', async () => {
  const { child, said: url } = await otherProcess(newFolder());
  expect(await answers(url)).toBe(true);
  child.kill('SIGKILL');
  await vi.waitFor(async () => expect(await answers(url)).toBe(false), 10_000);
});

test('a start right after kill -9 waits for the old server to end and finds all that was committed', async () => {
  const folder = newFolder();
  const { child, said: url } = await otherProcess(folder);
  await query(url, "CREATE TABLE mark (); COMMENT ON TABLE mark IS 'committed'");
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await start(folder);
  expect(await query(next.url, marked)).toEqual([{ mark: 'committed' }]);
});

test.runIf(process.platform === 'linux')(
  'a server that nobody ends any more is found and ended by the next start',
  async () => {
    const folder = newFolder();
    const { child, said: url } = await otherProcess(folder);
    await query(url, "CREATE TABLE mark (); COMMENT ON TABLE mark IS 'committed'");
    const orphan = serverPid(join(folder, 'postgres')) ?? 0;
    // The shells that watch are killed too, so that nothing tells the server to end.
    for (const watcher of watchersOf(orphan)) process.kill(watcher, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(300);
    expect(await answers(url)).toBe(true);
    const next = await start(folder);
    expect(serverPid(join(folder, 'postgres'))).not.toBe(orphan);
    expect(await answers(url)).toBe(false);
    expect(await query(next.url, marked)).toEqual([{ mark: 'committed' }]);
  },
);

test('a process number left by a crash that belongs to another process by now does not hinder the start', async () => {
  const folder = newFolder();
  await (await start(folder)).stop();
  running.length = 0;
  writeFileSync(
    join(folder, 'postgres/postmaster.pid'),
    `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n\nready\n`,
  );
  const { url } = await start(folder);
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server that is killed starts again at the same address', async () => {
  const folder = newFolder();
  const { url } = await start(folder);
  await query(url, "CREATE TABLE mark (); COMMENT ON TABLE mark IS 'committed'");
  process.kill(serverPid(join(folder, 'postgres')) ?? 0, 'SIGKILL');
  await vi.waitFor(async () => expect(await query(url, marked)).toEqual([{ mark: 'committed' }]), 15_000);
});

test('data under a folder that only its owner may enter is served, also as root', async () => {
  const closed = join(root, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  chmodSync(closed, 0o700);
  const { url } = await start(join(closed, 'deeper', 'data'));
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  const owner = process.getuid?.() === 0 ? 'an account without rights' : process.getuid?.();
  const { uid } = statSync(join(closed, 'deeper/data/postgres'));
  expect(uid === 0 ? 'root' : process.getuid?.() === 0 ? 'an account without rights' : uid).toBe(owner);
});

test('data of a newer or older PostgreSQL is refused, not touched', async () => {
  const folder = newFolder();
  await (await start(folder)).stop();
  running.length = 0;
  writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n');
  await expect(start(folder)).rejects.toThrow(
    'was made by PostgreSQL 17, but this Flottille brings PostgreSQL 18',
  );
});

test('a wrong setting of the operator is told with its line', async () => {
  const folder = newFolder();
  await (await start(folder)).stop();
  running.length = 0;
  writeFileSync(join(folder, 'postgres/local.conf'), "work_mem = 'plenty'\n");
  await expect(start(folder)).rejects.toThrow(/local\.conf is wrong: .*work_mem/);
});

function watchersOf(server: number): number[] {
  const shell = Number(readFileSync(`/proc/${server}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  const started = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ').map(Number);
  return [shell, ...started.filter((pid) => pid !== server)];
}
