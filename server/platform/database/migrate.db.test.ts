import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { StartFailure } from '../start-failure.ts';
import { migrate } from './migrate.ts';

const { pool, url } = await testDatabase({ poolSize: 2 });
const root = mkdtempSync(join(tmpdir(), 'flottille-migrations-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
let folder = '';
beforeEach(async () => {
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  folders += 1;
  folder = join(root, String(folders));
  mkdirSync(folder);
});

const migration = (name: string, text: string): void => writeFileSync(join(folder, name), text);

async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname LIKE 'fleet%' ORDER BY 1",
  );
  return rows.map((row) => row.name);
}

test('each migration runs once, in the order of its number', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet (id int); INSERT INTO fleet VALUES (1);');
  migration('0002-fleet-copy.sql', 'CREATE TABLE fleet_copy AS SELECT * FROM fleet;');
  expect(await migrate(url, folder)).toEqual(['0001-fleet', '0002-fleet-copy']);
  expect(await migrate(url, folder)).toEqual([]);
  migration('0003-fleet-note.sql', 'CREATE TABLE fleet_note ();');
  expect(await migrate(url, folder)).toEqual(['0003-fleet-note']);
  expect(await tables()).toEqual(['fleet', 'fleet_copy', 'fleet_note']);
});

test('of starters at the same moment one migrates and the others wait until it is done', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet (); SELECT pg_sleep(0.3);');
  migration('0002-fleet-copy.sql', 'CREATE TABLE fleet_copy (); SELECT pg_sleep(0.3);');
  const ran = await Promise.all(Array.from({ length: 5 }, () => migrate(url, folder)));
  expect(ran.flat().toSorted()).toEqual(['0001-fleet', '0002-fleet-copy']);
});

test('a migration that fails leaves nothing of itself, keeps those before it, and is tried again', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet ();');
  migration('0002-fleet-copy.sql', 'CREATE TABLE fleet_copy (); SELECT 1 / 0;');
  await expect(migrate(url, folder)).rejects.toThrow(
    'The migration 0002-fleet-copy failed: division by zero',
  );
  expect(await tables()).toEqual(['fleet']);
  migration('0002-fleet-copy.sql', 'CREATE TABLE fleet_copy ();');
  expect(await migrate(url, folder)).toEqual(['0002-fleet-copy']);
});

test('a migration that was edited after it ran is refused', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet ();');
  await migrate(url, folder);
  migration('0001-fleet.sql', 'CREATE TABLE fleet (id int);');
  await expect(migrate(url, folder)).rejects.toThrow(
    'The migration 0001-fleet was changed after it ran on this database',
  );
});

test('the same migration with line ends of Windows is the same', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet (\n);');
  await migrate(url, folder);
  migration('0001-fleet.sql', 'CREATE TABLE fleet (\r\n);');
  expect(await migrate(url, folder)).toEqual([]);
});

test('a database of a newer Flottille is refused', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet ();');
  migration('0002-fleet-copy.sql', 'CREATE TABLE fleet_copy ();');
  await migrate(url, folder);
  rmSync(join(folder, '0002-fleet-copy.sql'));
  await expect(migrate(url, folder)).rejects.toThrow(
    'was made by a newer Flottille (it holds the migration 0002-fleet-copy)',
  );
});

test('numbers of migrations have no gap', async () => {
  migration('0001-fleet.sql', 'CREATE TABLE fleet ();');
  migration('0003-fleet-copy.sql', 'CREATE TABLE fleet_copy ();');
  await expect(migrate(url, folder)).rejects.toThrow('0003-fleet-copy.sql must be named 0002-');
});

test.each([
  ['42501', 'may not make what Flottille needs in its database (permission denied for this test)'],
  ['25006', 'is read-only'],
  ['53100', 'The disk of the database is full'],
])('what only the keeper of the database can mend is told in a sentence: %s', async (code, sentence) => {
  migration(
    '0001-fleet.sql',
    `DO $$ BEGIN RAISE EXCEPTION 'permission denied for this test' USING ERRCODE = '${code}'; END $$;`,
  );
  const refused = migrate(url, folder);
  await expect(refused).rejects.toThrow(StartFailure);
  await expect(refused).rejects.toThrow(sentence);
});

test('an extension that the server lacks is told with its package', async () => {
  migration('0001-fleet.sql', 'CREATE EXTENSION no_such_extension;');
  await expect(migrate(url, folder)).rejects.toThrow(
    'The PostgreSQL server lacks the extension no_such_extension: install its contrib package',
  );
});
