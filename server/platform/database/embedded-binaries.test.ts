import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findBinaries, locatePackage } from './embedded-binaries.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'flottille-binaries-'));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const { root: installed, version } = locatePackage();

/** The package as npm lays it when install scripts are forbidden: without its symlinks. */
function installedWithoutScripts(place: string): { root: string; version: string } {
  const copy = join(root, place, 'package');
  mkdirSync(join(root, place), { mode: 0o700 });
  cpSync(installed, copy, {
    recursive: true,
    filter: (path) => !isLink(path),
  });
  return { root: copy, version };
}

const isLink = (path: string): boolean => path !== realpathSync(path);

const run = (program: string, account: { uid?: number; gid?: number } = {}): string =>
  spawnSync(program, ['--version'], { encoding: 'utf8', cwd: '/', ...account }).stdout;

test('the programs run although npm was forbidden to run install scripts', () => {
  const { postgres, initdb, major } = findBinaries(undefined, installedWithoutScripts('user'));
  expect(run(postgres)).toContain(`(PostgreSQL) ${major}.`);
  expect(run(initdb)).toContain(`(PostgreSQL) ${major}.`);
});

const nobody = { uid: 65534, gid: 65534 };

test.runIf(process.getuid?.() === 0)(
  'as root, another account gets a copy of programs it cannot reach, once',
  () => {
    const hidden = installedWithoutScripts('closed');
    const open = join(root, 'open');
    mkdirSync(open);
    const first = findBinaries(nobody, hidden, [join(root, 'closed'), open]);
    expect(first.postgres.startsWith(open)).toBe(true);
    expect(run(first.postgres, nobody)).toContain('(PostgreSQL)');
    expect(findBinaries(nobody, hidden, [open])).toEqual(first);
    expect(readdirSync(open)).toHaveLength(1);
  },
);

test.runIf(process.getuid?.() === 0)('as root, a folder that others could have filled is not trusted', () => {
  const place = join(root, 'anybody');
  mkdirSync(place);
  chmodSync(place, 0o777);
  const hidden = { root: join(root, 'closed/package'), version };
  expect(existsSync(hidden.root)).toBe(true);
  expect(() => findBinaries(nobody, hidden, [place])).toThrow('no other account can read');
});
