import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const bench = join(import.meta.dirname, 'run.ts');
const reportSchema = z.object({
  works: z.array(z.object({ name: z.string(), ratio: z.number().positive(), unit: z.string() })),
});

const looks = [
  'search-number',
  'search-words',
  'search-two-letters',
  'filter-sort',
  'page-4',
  'pasted-list-5000',
  'facets',
  'groups',
];

test('the bench runs and tells a ratio of each work; what it reaches is not for a test', async () => {
  const { stdout } = await run(process.execPath, [
    bench,
    '--tiny',
    '--json',
    '--only',
    'large-orders',
    '--only',
    'beside',
    '--only',
    'imports',
    '--only',
    'reads',
  ]);
  const { works } = reportSchema.parse(JSON.parse(stdout));
  expect(works.map(({ name }) => name)).toEqual([
    'submit',
    'carry-out',
    'carry-out-two-workers',
    'second-worker',
    'single-change-wait',
    'single-change-wait-no-delay',
    'other-company-page',
    'other-company-page-no-delay',
    'import-preview',
    'import-done',
    ...looks.flatMap((name) => [name, `${name}-8-clients`]),
    ...looks.map((name) => `${name}-among-many`),
    'export-csv',
    'export-csv-memory',
    'export-xlsx',
    'export-xlsx-memory',
    'other-company-page-beside-export',
  ]);
});
