import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { Client } from 'pg';
import { dropDatabase } from '../../../test/drop-database.ts';
import { answerAsVersion } from '../../../test/old-server.ts';
import { StartFailure } from '../start-failure.ts';
import { openDatabase } from './database.ts';
import { serverFailure } from './embedded-failure.ts';
import { freePort } from './embedded-server.ts';
import { startEmbedded } from './embedded.ts';
import { reachable } from './run-as.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'flottille-failures-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const serverUrl = new URL(inject('serverUrl'));
const changed = (change: (url: URL) => void): string => {
  const url = new URL(serverUrl);
  change(url);
  return url.href;
};

/** Opens and closes; the sentence when it is refused, '' when not. Anything but a StartFailure is a defect. */
async function refusalOf(url: string): Promise<string> {
  try {
    await (await openDatabase(url, { poolSize: 1 })).close();
    return '';
  } catch (error) {
    if (error instanceof StartFailure) return error.message;
    throw error;
  }
}

async function listening(onConnection: (socket: Socket) => void): Promise<{ server: Server; url: string }> {
  const server = createServer(onConnection);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, url: `postgres://fleet:secret@127.0.0.1:${port}/fleet` };
}

test('a DATABASE_URL that is no address of PostgreSQL is told with an example', async () => {
  for (const url of ['fleet', 'mysql://db/fleet', 'postgres//db/fleet', '']) {
    expect(await refusalOf(url)).toContain('it must look like postgres://user:password@host:5432/database');
  }
});

test('a server that does not answer is told with its host and port', async () => {
  const port = String(await freePort());
  expect(await refusalOf(changed((url) => (url.port = port)))).toContain(
    `No PostgreSQL server answers at 127.0.0.1:${port}`,
  );
});

test('a host that does not exist is told', async () => {
  expect(await refusalOf('postgres://fleet@no-such-host.invalid/fleet')).toMatch(
    /no-such-host\.invalid.*(not known|looked up)/,
  );
});

test('a wrong password is told with the user, never with the password', async () => {
  const sentence = await refusalOf(changed((url) => (url.password = 'not-it-at-all')));
  expect(sentence).toContain(`refused the password of user "${serverUrl.username}"`);
  expect(sentence).not.toContain('not-it-at-all');
});

test('a database that does not exist is told with its name', async () => {
  expect(await refusalOf(changed((url) => (url.pathname = '/no%20such')))).toContain(
    'The database "no such" of DATABASE_URL does not exist',
  );
});

test('a database that cannot hold every letter is told with its encoding', async () => {
  const owner = new Client({ connectionString: serverUrl.href });
  await owner.connect();
  const name = `flottille_test_latin_${process.pid}`;
  await owner.query(
    `CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
  );
  try {
    expect(await refusalOf(changed((url) => (url.pathname = `/${name}`)))).toContain(
      'has the encoding LATIN1',
    );
  } finally {
    await dropDatabase(serverUrl.href, name);
    await owner.end();
  }
});

test('something that is not PostgreSQL at all is told', async () => {
  const { server, url } = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await refusalOf(url)).toMatch(/^The database at 127\.0\.0\.1:\d+ cannot be used: /);
  server.close();
});

test('a server that is too old is told with both versions', async () => {
  const { server, url } = await listening((socket) => answerAsVersion(socket, '14.19 (Debian 14.19-1)'));
  expect(await refusalOf(url)).toBe(
    'The PostgreSQL server is version 14.19 (Debian 14.19-1), but Flottille needs version 15 or newer.',
  );
  server.close();
});

const silent = { debug: () => {}, warn: () => {}, error: () => {} };
const startIn = (dataDir: string) => startEmbedded({ dataDir, log: silent });

test('a data folder that is a file is told', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(startIn(join(root, 'file'))).rejects.toThrow(
    `The data folder ${join(root, 'file')} is not a folder`,
  );
  await expect(startIn(join(root, 'file/data'))).rejects.toThrow('is not a folder');
});

// Root may write everywhere, so that another account tries it there, where it can read the program.
const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const readable = !isRoot || [process.execPath, import.meta.dirname].every((path) => reachable(path, nobody));

test.runIf(readable)('a data folder that may not be written is told', () => {
  const folder = join(root, 'read-only');
  mkdirSync(folder);
  chmodSync(root, 0o755);
  chmodSync(folder, 0o555);
  const code = `
    import { prepareDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'data-folder.ts'))};
    try { prepareDataFolder(process.argv[1]); } catch (error) { console.log(error.name + ': ' + error.message); }`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', code, join(folder, 'data')], {
    cwd: '/',
    encoding: 'utf8',
    ...(isRoot ? nobody : {}),
  });
  expect(said).toContain(
    `StartFailure: The data folder ${join(folder, 'data')} is not writable for this account`,
  );
});

const mountable = process.platform === 'linux' && isRoot && mount('8m');

function mount(size: string): boolean {
  mkdirSync(join(root, 'disk'), { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', join(root, 'disk')]).status === 0;
}

const unmount = (): void => void spawnSync('umount', ['-l', join(root, 'disk')]);

// Only root can mount a small disk; what PostgreSQL says on one is told apart in the next test everywhere.
test.runIf(mountable)('a disk that is full is told, at the first start and at a later one', async () => {
  const folder = join(root, 'disk/data');
  const full = /^The disk of .*\/disk\/data.* is full: make room and start again\.$/;
  try {
    await expect(startIn(folder)).rejects.toThrow(full);
    unmount();
    expect(mount('100m')).toBe(true);
    await (await startIn(folder)).stop();
    spawnSync('dd', ['if=/dev/zero', `of=${join(root, 'disk/fill')}`, 'bs=4k']);
    await expect(startIn(folder)).rejects.toThrow(full);
  } finally {
    unmount();
  }
});

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /disk of \/data is full/],
  [
    'FATAL:  could not extend file "base/1/2691"\nHINT:  Check free disk space.\nPANIC:  cannot abort',
    /disk of \/data is full/,
  ],
  ['initdb: error: could not create directory "x": Read-only file system', /read-only/],
  [
    'postgres: error while loading shared libraries: libssl.so.1.1: cannot open',
    /does not run on this system/,
  ],
  [
    'initdb: could not look up effective user ID 12345: user does not exist',
    /needs an account with a name.*\/etc\/passwd/,
  ],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /too little memory/],
  [
    'PANIC:  could not locate a valid checkpoint record at 0/1A',
    /is damaged \(could not locate a valid checkpoint record/,
  ],
  ['LOG:  something else\nFATAL:  the moon is in the way', /did not start: the moon is in the way\.$/],
])('what PostgreSQL prints becomes one sentence: %s', (printed, sentence) => {
  expect(serverFailure(printed, '/data').message).toMatch(sentence);
});
