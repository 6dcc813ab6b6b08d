import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartFailure } from '../start-failure.ts';

/**
 * Holds the data folder for this process alone; refuses when another one holds it. The operating system lets go of it when
 * the process ends, however it ends: unlike a file with a process number it is never stale and cannot be won twice.
 */
export function lockFolder(folder: string): { release: () => void } {
  // Node has no flock(); the lock that SQLite takes on its file is the one in Node's own library that all systems have.
  let file: DatabaseSync | undefined;
  try {
    // Two who come at the same moment are in each other's way until one steps back and tries again: without a little patience neither gets it.
    file = new DatabaseSync(join(folder, 'flottille.lock'), { timeout: 300 });
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const held = file;
    return { release: () => held.close() };
  } catch (error) {
    file?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartFailure(
      reason.includes('locked')
        ? `Another Flottille already runs on the data folder ${folder}: stop that one first, or give this one its own folder with DATA_DIR.`
        : `The data folder ${folder} cannot be locked (${reason}): it must be on a disk of this machine and belong to the account that runs Flottille.`,
      { cause: error },
    );
  }
}
