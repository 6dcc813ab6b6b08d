import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** The example's network file, for an osmo-hlr at this address; `limits` as they are written. Gone after the tests of the file. */
export function hlrNetworkFile(address: string, limits = '{}'): string {
  const folder = mkdtempSync(join(tmpdir(), 'flottille-network-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const example = readFileSync(join(import.meta.dirname, '../../docs/operate/network-osmo-hlr.yaml'), 'utf8');
  const file = join(folder, 'network.yaml');
  writeFileSync(
    file,
    example.replace('address: 127.0.0.1\n', `address: ${address}\n    limits: ${limits}\n`),
  );
  return file;
}
