import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFailure } from '../start-failure.ts';

/** The account a PostgreSQL process runs under; undefined = the account of this process. */
export type Account = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. Started as root, it runs under the owner of its data, of the data folder, or `nobody`.
 * `places` are paths of which the first that exists and is not root's names the account.
 */
export function unprivilegedAccount(places: string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const place of places) {
    if (!existsSync(place)) continue;
    const { uid, gid } = statSync(place);
    if (uid !== 0) return { uid, gid };
  }
  return nobody();
}

function nobody(): Account {
  const accounts = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts) ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Gives a path to the account; says so in one sentence where the system (a container without other users) forbids it. */
export function handOver(path: string, account: Account | undefined): void {
  if (!account) return;
  try {
    chownSync(path, account.uid, account.gid);
  } catch (error) {
    throw new StartFailure(
      `PostgreSQL does not run as root, and ${path} could not be given to user ${account.uid}: start Flottille as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** Whether the account may read the file or folder and pass through every folder above it. */
export function reachable(path: string, account: Account): boolean {
  const may = (place: string, bits: number): boolean => {
    const { mode, uid, gid } = statSync(place);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    return ((mode >> shift) & bits) === bits;
  };
  const read = 4;
  const pass = 1;
  if (!may(path, read)) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!may(folder, pass)) return false;
    if (folder === dirname(folder)) return true;
  }
}
