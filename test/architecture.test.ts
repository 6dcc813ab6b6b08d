import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readTree } from './architecture/read-source.ts';
import { architectureSchema, violations, type Architecture } from './architecture/rules.ts';

const root = join(import.meta.dirname, '..');

test('the project follows the rules of its architecture', () => {
  const architecture = architectureSchema.parse(
    JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')),
  );
  expect(violations(readTree(root), architecture)).toEqual([]);
});

const small: Architecture = {
  rule: '',
  server: ['platform', 'fleet', 'orders', 'portal.ts'],
  web: ['kit', 'fleet', 'main.tsx'],
  browser: { files: ['server/platform/format.ts'], packages: ['zod'] },
  sql: ['store.ts', '*-list.ts'],
};

const sound: Record<string, string> = {
  'server/portal.ts': "import { lines } from './fleet/fleet.ts'; import { order } from './orders/orders.ts';",
  'server/platform/format.ts': "import type { Pool } from 'pg'; export const money = '';",
  'server/platform/database/pool.ts': "import { sql } from 'kysely'; sql`SELECT 1`;",
  'server/fleet/README.md': 'Owns the lines.',
  'server/fleet/fleet.ts': "export * from './line-list.ts';",
  'server/fleet/contract.ts':
    "import { z } from 'zod'; import { digits } from './msisdn.ts'; import type { Db } from './store.ts';",
  'server/fleet/msisdn.ts': "import { money } from '../platform/format.ts'; export const digits = money;",
  'server/fleet/events.ts': '',
  'server/fleet/line-list.ts': "db.selectFrom('line');",
  'server/fleet/store.ts': "import { Pool } from 'pg'; import { sql } from 'kysely';",
  'server/fleet/line.db.test.ts': "import { x } from '../orders/orders.ts'; db.deleteFrom('line');",
  'server/orders/README.md': 'Owns the orders.',
  'server/orders/orders.ts':
    "import { a } from '../fleet/fleet.ts'; import { b } from '../fleet/contract.ts'; import '../fleet/events.ts';",
  'server/orders/contract.ts': "import { a } from '../fleet/contract.ts';",
  'server/orders/routes.ts': "import { pool } from '../platform/database/pool.ts';",
  'web/src/main.tsx': "const page = () => import('./fleet/fleet-page.tsx');",
  'web/src/kit/money.ts': "import { money } from '../../../server/platform/format.ts';",
  'web/src/fleet/fleet-page.tsx':
    "import { line } from '../../../server/fleet/contract.ts'; import '../kit/money.ts';",
};

/** The sound tree with these files added, changed or (null) taken away, as the rules see it. */
function found(change: Record<string, string | null>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'flottille-architecture-'));
  try {
    for (const [path, text] of Object.entries({ ...sound, ...change })) {
      if (text === null) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return violations(readTree(folder), small);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a tree that follows every rule is let through', () => {
  expect(found({})).toEqual([]);
});

const door = 'enter orders by orders.ts, contract.ts, events.ts';
const seeds: [string, Record<string, string | null>, string][] = [
  [
    'an import upwards',
    { 'server/fleet/store.ts': "import { x } from '../orders/contract.ts';" },
    'stands after it',
  ],
  [
    'an import of a type upwards',
    { 'server/fleet/store.ts': "import type { X } from '../orders/contract.ts';" },
    'stands after it',
  ],
  [
    'a type taken upwards in passing',
    { 'server/fleet/store.ts': "let x: import('../orders/contract.ts').X;" },
    'stands after it',
  ],
  [
    'a late import upwards',
    { 'server/fleet/store.ts': "await import('../orders/contract.ts');" },
    'stands after it',
  ],
  [
    'a re-export from above',
    { 'server/fleet/store.ts': "export { x } from '../portal.ts';" },
    'stands after it',
  ],
  [
    'the platform knowing a domain',
    { 'server/platform/format.ts': "import '../fleet/fleet.ts';" },
    'stands after it',
  ],
  [
    'an import upwards between pages',
    { 'web/src/kit/money.ts': "import '../fleet/fleet-page.tsx';" },
    'stands after it',
  ],
  [
    'a folder nobody placed',
    { 'server/devices/README.md': '', 'server/devices/devices.ts': '' },
    'not in architecture.json',
  ],
  ['a way around the front door', { 'server/portal.ts': "import { x } from './orders/routes.ts';" }, door],
  [
    'a page that takes more than a contract',
    { 'web/src/fleet/fleet-page.tsx': "import type { X } from '../../../server/fleet/store.ts';" },
    'only contract.ts',
  ],
  [
    'a server that takes from a page',
    { 'server/portal.ts': "import '../web/src/kit/money.ts';" },
    'knows no page',
  ],
  [
    'a contract with a package of the server',
    { 'server/fleet/contract.ts': "import { sql } from 'pg';" },
    'does not run in a browser',
  ],
  [
    'a contract that reaches one by another file',
    { 'server/fleet/msisdn.ts': "import './store.ts';" },
    'reaches pg by server/fleet/store.ts',
  ],
  ['a contract with a part of Node', { 'server/orders/contract.ts': "import 'node:fs';" }, 'reaches node:fs'],
  ['a query outside a store', { 'server/fleet/fleet.ts': "db.selectFrom('line');" }, 'holds SQL'],
  [
    'written SQL outside a store',
    { 'server/orders/orders.ts': "import { sql } from 'kysely';" },
    'holds SQL',
  ],
  ['a file that is too long', { 'server/fleet/store.ts': 'a;\n'.repeat(301) }, 'has 301 lines'],
  ['a name in camel case', { 'server/fleet/addLines.ts': '' }, 'not kebab-case'],
  ['a folder name in camel case', { 'server/fleet/simCards/sim.ts': '' }, 'not kebab-case'],
  ['a name that says nothing', { 'server/fleet/utils.ts': '' }, 'says nothing'],
  ['a name that ends saying nothing', { 'web/src/fleet/fleet-helpers.tsx': '' }, 'says nothing'],
  ['a folder that says nothing', { 'server/fleet/shared/sim.ts': '' }, 'says nothing'],
  ['TSX on the server', { 'server/fleet/letter.tsx': '' }, 'no .tsx'],
  ['an enum', { 'server/fleet/store.ts': 'enum Status { Active }' }, 'no enum'],
  ['a domain without its README', { 'server/orders/README.md': null }, 'has no README.md'],
  ['a README that nobody reads', { 'server/orders/README.md': 'word\n'.repeat(121) }, 'has 121 lines'],
  ['a domain without its front door', { 'server/fleet/fleet.ts': null }, 'has no front door'],
  ['routes without a contract', { 'server/orders/contract.ts': null }, 'no contract.ts'],
];

test.each(seeds)('%s is caught', (_name, change, sentence) => {
  expect(found(change).filter((line) => line.includes(sentence))).not.toEqual([]);
});
