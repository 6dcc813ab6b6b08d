import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartFailure } from '../start-failure.ts';

/**
 * Holds the data folder for this process alone; refuses when another one holds it. The operating system lets go of it when
 * the process ends, however it ends: unlike a file with a process number it is never stale and cannot be won twice.
 */
export function lockFolder(folder: string): { release: () => void } {
  // Node has no flock(); the lock that SQLite takes on its file is the one in Node's own library that all systems have.
  const file = new DatabaseSync(join(folder, 'flottille.lock'), { timeout: 0 });
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (!(error instanceof Error && error.message.includes('locked'))) throw error;
    throw new StartFailure(
      `Another Flottille already runs on the data folder ${folder}: stop that one first, or give this one its own folder with DATA_DIR.`,
    );
  }
  return { release: () => file.close() };
}
