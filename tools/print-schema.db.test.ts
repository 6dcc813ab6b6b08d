import { expect, test } from 'vitest';
import { testDatabase } from '../test/database.ts';
import { outdated, printSchemaFiles } from './print-schema.ts';

const { url } = await testDatabase();

test('docs/schema.sql and server/tables.ts say what the migrations make (else: node tools/print-schema.ts)', async () => {
  expect(outdated(await printSchemaFiles(url))).toEqual([]);
});
