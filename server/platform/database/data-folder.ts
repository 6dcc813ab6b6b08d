import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode, StartFailure } from '../start-failure.ts';

/** Makes the data folder when it is missing; returns its absolute path. Says in one sentence why it cannot be used. */
export function prepareDataFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartFailure(sentence(folder, errorCode(error)), { cause: error });
  }
  if (!statSync(folder).isDirectory()) throw new StartFailure(sentence(folder, 'ENOTDIR'));
  return folder;
}

function sentence(folder: string, code: string): string {
  const choose = 'choose another with DATA_DIR';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data folder ${folder} is full: make room and start again.`;
    case 'EROFS':
      return `The data folder ${folder} is on a read-only disk: ${choose}.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data folder ${folder} is not a folder: ${choose}.`;
    default:
      return `The data folder ${folder} is not writable for this account: give it the right to write, or ${choose}.`;
  }
}
