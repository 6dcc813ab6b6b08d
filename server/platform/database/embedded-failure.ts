import { statfsSync } from 'node:fs';
import { StartFailure } from '../start-failure.ts';

/** One sentence for why the built-in PostgreSQL does not start, from what it printed. */
export function serverFailure(output: string, folder: string): StartFailure {
  if (fullDisk.test(output) || isDiskFull(folder)) return diskFailure(folder, new Error(output.trim()));
  const sentences: [RegExp, string][] = [
    [/read-only file system/i, `The disk of ${folder} is read-only: choose another DATA_DIR.`],
    [
      /error while loading shared libraries|ENOEXEC|not found.*(GLIBC|ld-)|ENOENT/i,
      'The built-in PostgreSQL does not run on this system (it needs glibc and the libraries of the package): run "npm ci" again, or set DATABASE_URL.',
    ],
    [
      /could not look up effective user ID/i,
      'PostgreSQL needs an account with a name, and this one is only a number: give it a line in /etc/passwd, start Flottille as another account, or set DATABASE_URL.',
    ],
    [
      /could not create shared memory|could not map anonymous shared memory|cannot allocate memory/i,
      'The machine has too little memory for the built-in PostgreSQL: free some, or set DATABASE_URL.',
    ],
    [
      /EACCES|EPERM|permission denied/i,
      `The built-in PostgreSQL may not use ${folder} or its own programs: check who owns them, or choose another DATA_DIR.`,
    ],
    [
      /configuration file .* contains errors|unrecognized configuration parameter|syntax error in file/i,
      `A setting in ${folder}/local.conf is wrong: ${firstComplaint(output, ['LOG:', 'FATAL:'])}.`,
    ],
    [
      /could not locate a valid checkpoint|invalid checkpoint|incorrect checksum in control file|PANIC/i,
      `The database in ${folder} is damaged (${firstComplaint(output)}): bring back a backup.`,
    ],
  ];
  const found = sentences.find(([pattern]) => pattern.test(output));
  return new StartFailure(found?.[1] ?? `The built-in PostgreSQL did not start: ${firstComplaint(output)}.`, {
    cause: new Error(output.trim()),
  });
}

/** How PostgreSQL and the system say that there is no room left. */
export const fullDisk = /no space left on device|disk quota exceeded|ENOSPC|EDQUOT|check free disk space/i;

/**
 * The same for what the portal itself could not write, or PostgreSQL answered to a statement before or while it gave up; other errors
 * stay as they are. `folder` is also what the sentence names the disk by.
 */
export function withDiskFull(error: unknown, folder: string): unknown {
  if (error instanceof StartFailure || !(error instanceof Error)) return error;
  return fullDisk.test(error.message) || isDiskFull(folder) ? diskFailure(folder, error) : error;
}

function diskFailure(folder: string, cause: Error): StartFailure {
  return new StartFailure(`The disk of ${folder} is full: make room and start again.`, { cause });
}

/** A server that ran out of room while it started often says only what went wrong because of it. */
function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 1024 * 1024;
  } catch {
    return false;
  }
}

/** The line that says the reason: the first of the gravest kind, without its label. */
function firstComplaint(
  output: string,
  labels = ['PANIC:', 'FATAL:', 'initdb: error:', 'ERROR:', 'LOG:'],
): string {
  const lines = output.split('\n').map((line) => line.trim());
  for (const label of labels) {
    const line = lines.find((text) => text.includes(label));
    if (line) return line.slice(line.indexOf(label) + label.length).trim();
  }
  return lines.find((line) => line !== '') ?? 'it printed nothing';
}
