import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFailure } from '../start-failure.ts';
import type { Binaries } from './embedded-binaries.ts';
import { serverFailure } from './embedded-failure.ts';
import { handOver, type Account } from './run-as.ts';

/** Everything of the built-in PostgreSQL lies in this folder of the data folder. */
export const clusterFolder = (dataDir: string): string => join(dataDir, 'postgres');

const passwordFile = 'flottille.password';

/** The database cluster of the data folder with its password; made by initdb when there is none. */
export function prepareCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account | undefined,
): { cluster: string; password: string } {
  const cluster = clusterFolder(dataDir);
  if (!existsSync(cluster)) initialise(dataDir, cluster, binaries, account);
  checkOwn(cluster);
  const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (major !== binaries.major) {
    throw new StartFailure(
      `The data in ${cluster} was made by PostgreSQL ${major}, but this Flottille brings PostgreSQL ${binaries.major}: see "Upgrading the built-in PostgreSQL" in docs/operate/database.md.`,
    );
  }
  return { cluster, password: readFileSync(join(cluster, passwordFile), 'utf8').trim() };
}

function checkOwn(cluster: string): void {
  try {
    accessSync(join(cluster, 'PG_VERSION'), constants.R_OK);
    accessSync(join(cluster, passwordFile), constants.R_OK);
  } catch (error) {
    throw new StartFailure(
      `The database in ${cluster} belongs to another account or is incomplete: start Flottille as the account that made it, or choose another DATA_DIR.`,
      { cause: error },
    );
  }
}

/** Built beside its place and moved there when complete: a start that is killed half-way leaves nothing that looks whole. */
function initialise(
  dataDir: string,
  cluster: string,
  binaries: Binaries,
  account: Account | undefined,
): void {
  const draft = join(dataDir, 'postgres.draft');
  const draftPassword = join(dataDir, 'postgres.draft.password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  handOver(draft, account);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(draftPassword, `${password}\n`, { mode: 0o600 });
  handOver(draftPassword, account);
  try {
    runInitdb(draft, draftPassword, binaries, account);
    renameSync(draftPassword, join(draft, passwordFile));
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    rmSync(draftPassword, { force: true });
    throw error;
  }
}

function runInitdb(
  draft: string,
  passwordFile: string,
  binaries: Binaries,
  account: Account | undefined,
): void {
  const password = openSync(passwordFile, 'r');
  try {
    const { status, error, stderr } = spawnSync(
      binaries.initdb,
      [
        '-D',
        pathForAccount(draft, account),
        '--username=postgres',
        '--auth=scram-sha-256',
        // Handed over open, because the account may not be able to pass through the folders above the file.
        `--pwfile=${account ? '/dev/stdin' : passwordFile}`,
        // The order of text must not change with the C library of the machine under the indexes.
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
        '--no-instructions',
        // It would hide that the disk was full; the draft is removed here.
        '--no-clean',
      ],
      {
        cwd: draft,
        ...account,
        env: serverEnvironment(),
        stdio: [password, 'ignore', 'pipe'],
        encoding: 'utf8',
      },
    );
    if (error) throw serverFailure(error.message, dirname(draft));
    if (status !== 0) throw serverFailure(stderr, dirname(draft));
  } finally {
    closeSync(password);
  }
}

/**
 * How the server is told its data folder. Under another account the folders above may be closed to it (/root, mode 700), but the
 * folder it was started in stays open: Linux changes into it before it changes the account.
 */
export function pathForAccount(folder: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Nothing of the portal's environment: it holds secrets, and PG… variables would change what the server does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, LC_ALL: 'C', ...(SystemRoot ? { SystemRoot, TEMP } : {}) };
}
