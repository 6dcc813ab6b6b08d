import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { prepareDataFolder } from './database/data-folder.ts';

/**
 * The secret that signs sessions and encrypts secrets: AUTH_SECRET, or else one made at the first start and kept in the data folder
 * (mode 0600), so that people stay signed in over a restart. Several processes on several machines must be given the same.
 */
export function authSecret(config: Pick<Config, 'authSecret' | 'dataDir'>): string {
  if (config.authSecret !== null) return config.authSecret;
  const file = join(prepareDataFolder(config.dataDir), 'auth-secret');
  if (!existsSync(file)) makeSecret(file);
  return readFileSync(file, 'utf8').trim();
}

/** Written beside and linked in one step: of two processes that start together both read the same, whole secret. */
function makeSecret(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
