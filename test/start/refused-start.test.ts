import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { reachable } from '../../server/platform/database/run-as.ts';
import { answerAsVersion } from '../old-server.ts';
import { serversIn, startPortalProcess, temporaryFolder } from './portal-process.ts';

const folder = temporaryFolder();
const servers: Server[] = [];
// Root may write everywhere, so that another account tries it there, where it can read the program.
const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const readable = !isRoot || [process.execPath, import.meta.dirname].every((path) => reachable(path, nobody));
const mountable = process.platform === 'linux' && isRoot && mount(join(folder, 'disk'), '75m');
afterAll(() => {
  for (const server of servers) server.close();
});

/** What a start says that must not succeed: one sentence for a person, nothing for a log, and exit code 1. */
async function sentenceOf(environment: Record<string, string>, account = {}): Promise<string> {
  const portal = startPortalProcess({ DATA_DIR: folder, ...environment }, account);
  const { code, signal, stdout, stderr } = await portal.ended;
  expect({ code, signal, stdout }).toEqual({ code: 1, signal: null, stdout: '' });
  return stderr;
}

function mount(place: string, size: string): boolean {
  mkdirSync(place);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place]).status === 0;
}

async function listening(onConnection: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(onConnection).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('a start that cannot succeed says why in one sentence', () => {
  it('a port that is taken, before any database is made', async () => {
    const port = await listening(() => {});
    expect(await sentenceOf({ PORT: String(port) })).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program: stop it, or choose another port with PORT.\n`,
    );
    expect(serversIn(folder)).toEqual([]);
  });

  it('settings that are wrong, all at once and without their values', async () => {
    const said = await sentenceOf({ PORT: 'three', SMTP_URL: 'http://secret@mail', ROLES: 'web,cook' });
    expect(said.trimEnd().split('\n')).toEqual([
      'PORT must be a port number from 0 to 65535.',
      'ROLES must be web, worker, or both with a comma between.',
      'SMTP_URL must be the address of a mail server, like smtps://user:password@host:465.',
    ]);
  });

  it('a data folder that is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await sentenceOf({ DATA_DIR: join(folder, 'file') })).toMatch(
      /^The data folder .* is not a folder[^\n]*\n$/,
    );
  });

  it.runIf(readable)('a data folder that may not be written', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(folder, 0o755);
    chmodSync(readOnly, 0o555);
    expect(await sentenceOf({ DATA_DIR: join(readOnly, 'data') }, isRoot ? nobody : {})).toMatch(
      /^The data folder .* is not writable for this account[^\n]*\n$/,
    );
  });

  // Only root can mount a small disk: room enough for an empty database, not for the demo operator.
  it.runIf(mountable)('a disk that is full before the demo operator is made', async () => {
    const disk = join(folder, 'disk');
    try {
      const portal = startPortalProcess({ DATA_DIR: join(disk, 'data') });
      const { code, stderr } = await portal.ended;
      expect(stderr).toMatch(/^The disk of .*\/disk\/data.* is full: make room and start again\.\n$/);
      expect(code).toBe(1);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('a database at which nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close();
    await once(server, 'close');
    expect(await sentenceOf({ DATABASE_URL: `postgres://fleet:secret@127.0.0.1:${port}/fleet` })).toBe(
      `No PostgreSQL server answers at 127.0.0.1:${port}: check the host and port in DATABASE_URL and that the server runs.\n`,
    );
  });

  it('a database that does not exist', async () => {
    const url = new URL(inject('serverUrl'));
    url.pathname = '/nowhere';
    expect(await sentenceOf({ DATABASE_URL: url.href })).toMatch(
      /^The database "nowhere" of DATABASE_URL does not exist on the PostgreSQL server at [^\n]*\n$/,
    );
  });

  it('an address that is none of a database', async () => {
    expect(await sentenceOf({ DATABASE_URL: 'mysql://fleet@db/fleet' })).toBe(
      'DATABASE_URL must be the address of a PostgreSQL database, like postgres://user:password@host:5432/database.\n',
    );
  });

  it('a PostgreSQL that is too old', async () => {
    const port = await listening((socket) => answerAsVersion(socket, '14.19 (Debian 14.19-1)'));
    expect(await sentenceOf({ DATABASE_URL: `postgres://fleet:secret@127.0.0.1:${port}/fleet` })).toBe(
      'The PostgreSQL server is version 14.19 (Debian 14.19-1), but Flottille needs version 15 or newer.\n',
    );
  });

  it('something that is no PostgreSQL at all', async () => {
    const port = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await sentenceOf({ DATABASE_URL: `postgres://fleet@127.0.0.1:${port}/fleet` })).toMatch(
      /^The database at 127\.0\.0\.1:\d+ cannot be used: [^\n]*\n$/,
    );
  });
});
