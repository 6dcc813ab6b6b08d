import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the pages are made of. Tests are not; of the server only the contracts are. */
const sources = [
  'web/**/*',
  'locales/**/*.po',
  'server/**/*contract.ts',
  'server/catalogue/*.ts',
  'server/platform/format.ts',
  'package-lock.json',
];
const notSources = /(^|\/)(e2e|e2e-large|node_modules)\/|\.test\.tsx?$/;

/**
 * Builds the pages into `dist/web` when what they are made of changed since the last time; else only looks.
 * Returns whether it built.
 */
export async function buildWeb(root: string, build: (outDir: string) => Promise<void>): Promise<boolean> {
  const target = join(root, 'dist/web');
  const record = join(root, 'dist/web.sha256');
  const fingerprint = fingerprintOf(root);
  if (existsSync(target) && existsSync(record) && readFileSync(record, 'utf8') === fingerprint) return false;
  // Built beside and moved, so that a running portal never serves half of it and a failed build leaves the last good one.
  const draft = join(root, `dist/web.${process.pid}`);
  mkdirSync(dirname(draft), { recursive: true });
  try {
    await build(draft);
    rmSync(record, { force: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
    writeFileSync(record, fingerprint);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return true;
}

function fingerprintOf(root: string): string {
  const hash = createHash('sha256');
  const found = globSync(sources, { cwd: root, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) {
    const path = file.slice(root.length + 1).replaceAll('\\', '/');
    if (notSources.test(path)) continue;
    const content = readFileSync(file);
    hash.update(`${path} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

async function withVite(outDir: string): Promise<void> {
  console.log('Building the pages (only when they changed) …');
  const { build } = await import('vite');
  await build({
    root: join(import.meta.dirname, '../web'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
}

if (import.meta.main) await buildWeb(join(import.meta.dirname, '..'), withVite);
