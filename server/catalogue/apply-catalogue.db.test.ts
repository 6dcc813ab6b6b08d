import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import type { Call } from '../platform/call.ts';
import { applyCatalogue } from './apply-catalogue.ts';
import { catalogueAt, currentCatalogue, shownCatalogueOf } from './current-catalogue.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'catalogue-'));
await cp(new URL('../../catalogue', import.meta.url).pathname, folder, { recursive: true });
afterAll(() => rm(folder, { recursive: true }));

const callAt = (now: string): Call => ({
  db,
  actor: { kind: 'system', name: 'start' },
  now: new Date(now),
  requestId: 'test',
  ip: null,
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const target = path.join(folder, file);
  const text = await readFile(target, 'utf8');
  expect(text).toContain(from);
  await writeFile(target, text.replace(from, to));
}

const priceOfTraveller = (catalogue: { options: { code: string; monthlyPrice: string | null }[] }) =>
  catalogue.options.find(({ code }) => code === 'traveller')?.monthlyPrice;

describe('applying a catalogue', () => {
  it('makes one version, however many start at once and however often', async () => {
    const starts = await Promise.all(
      [1, 2, 3].map(() => applyCatalogue(callAt('2026-01-01T00:00:00Z'), folder)),
    );
    expect(starts.map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(starts.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await db.selectFrom('audit_entry').select(['action', 'target_id']).execute()).toEqual([
      { action: 'catalogue.applied', target_id: '1' },
    ]);
    expect(await applyCatalogue(callAt('2026-02-01T00:00:00Z'), folder)).toEqual({
      version: 1,
      changed: false,
    });
    expect(await currentCatalogue(callAt('2026-02-01T00:00:00Z'))).toMatchObject({
      version: 1,
      validFrom: '2026-01-01T00:00:00.000Z',
    });
  });

  it('makes nothing of a new comment', async () => {
    await edit('options-roaming.yaml', 'options:\n', '# Prices reviewed in May.\noptions:\n');
    expect(await applyCatalogue(callAt('2026-05-01T00:00:00Z'), folder)).toEqual({
      version: 1,
      changed: false,
    });
  });

  it('makes a new dated version of a new price, and keeps the old one for those who hold it', async () => {
    await edit('options-roaming.yaml', 'monthlyPrice: 24.79', 'monthlyPrice: 26.45');
    const call = callAt('2026-06-01T00:00:00Z');
    expect(await applyCatalogue(call, folder)).toEqual({ version: 2, changed: true });
    const seen = await db
      .transaction()
      .execute((transaction) => currentCatalogue({ ...call, db: transaction }));
    expect(priceOfTraveller(seen)).toBe('26.45');
    expect(seen.validFrom).toBe('2026-06-01T00:00:00.000Z');
    expect(priceOfTraveller(await catalogueAt(call, 1))).toBe('24.79');
    await expect(catalogueAt(call, 3)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a folder with a mistake and leaves what is in force', async () => {
    await edit('options-roaming.yaml', 'requires: [roaming]', 'requires: [roaming, moon]');
    const call = callAt('2026-07-01T00:00:00Z');
    await expect(applyCatalogue(call, folder)).rejects.toThrow(
      /options-roaming\.yaml:\d+: .*moon, which is not defined/,
    );
    const versions = await db.selectFrom('catalogue_version').select('version').execute();
    expect(versions).toHaveLength(2);
  });

  it('shows customers everything but what the network is told', async () => {
    const catalogue = await currentCatalogue(callAt('2026-07-01T00:00:00Z'));
    const shown = shownCatalogueOf(catalogue);
    expect(JSON.stringify(shown)).not.toContain('"network"');
    expect(shown.options.map(({ code }) => code)).toEqual(catalogue.options.map(({ code }) => code));
  });
});
