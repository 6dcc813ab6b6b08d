import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWeb } from './build-web.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'flottille-web-'));
  write('web/src/main.tsx', 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function copyPages(outDir: string): Promise<void> {
  mkdirSync(outDir);
  writeFileSync(join(outDir, 'index.html'), readFileSync(join(root, 'web/src/main.tsx')));
  await Promise.resolve();
}

const page = (): string => readFileSync(join(root, 'dist/web/index.html'), 'utf8');

const madeOf = ['web/src/main.tsx', 'locales/fr/fleet.po', 'server/fleet/contract.ts', 'package-lock.json'];
const notMadeOf = ['web/src/main.test.ts', 'web/e2e/fleet.ts', 'server/fleet/store.ts'];

test('the pages are built once, and again only when something they are made of changes', async () => {
  expect(await buildWeb(root, copyPages)).toBe(true);
  expect(await buildWeb(root, copyPages)).toBe(false);
  const built: string[] = [];
  for (const path of [...madeOf, ...notMadeOf]) {
    write(path, `changed: ${path}`);
    if (await buildWeb(root, copyPages)) built.push(path);
  }
  expect(built).toEqual(madeOf);
  expect(await buildWeb(root, copyPages)).toBe(false);
});

test('a build that fails leaves the last good pages, and is tried again', async () => {
  await buildWeb(root, copyPages);
  write('web/src/main.tsx', 'two');
  await expect(buildWeb(root, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(page()).toBe('one');
  expect(await buildWeb(root, copyPages)).toBe(true);
  expect(page()).toBe('two');
  expect(existsSync(join(root, `dist/web.${process.pid}`))).toBe(false);
});
