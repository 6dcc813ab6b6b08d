import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';

const root = join(import.meta.dirname, '../../..');
const parts = ['server', 'test', 'catalogue', 'migrations', 'locales', 'package.json', 'vitest.config.ts'];

/** Where the words to be replaced stand in the code: it must be exactly once, or the mutant is out of date. */
export function placesOf({ file, find }: Mutant): number {
  return readFileSync(join(root, file), 'utf8').split(find).length - 1;
}

/** Runs the test that should catch the mutant, on a copy of the project in which it lives; answers what failed. */
export function failuresWith(mutant: Mutant): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'flottille-mutant-'));
  try {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const file = join(copy, mutant.file);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(mutant.find, () => mutant.replace),
    );
    const { FLOTTILLE_TEST_SERVER: _own, FAULTS: _long, ...env } = process.env;
    const run = spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=json',
        '--outputFile=result.json',
        mutant.caughtIn,
      ],
      // Walks enough to meet what is rare; always the same ones.
      {
        cwd: copy,
        env: {
          ...env,
          FAULT_LENGTH: '150',
          FAULT_SEED: '20261123',
          NODE_COMPILE_CACHE: join(copy, 'compiled'),
        },
        encoding: 'utf8',
        timeout: 240_000,
      },
    );
    if (run.status === 0) return [];
    return failedTests(join(copy, 'result.json')) ?? [run.stderr.slice(-2_000)];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

type Report = { testResults: { assertionResults: { fullName: string; status: string }[] }[] };

function failedTests(file: string): string[] | undefined {
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    return testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    );
  } catch {
    return undefined;
  }
}
