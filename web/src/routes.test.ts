import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { firstFolders } from '../build/texts-plugin.ts';

const root = new URL('.', import.meta.url).pathname;
const files = globSync('**/*.{ts,tsx}', { cwd: root });
const folderOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');

it('whatever is not of the first folders comes with all texts, wherever it is asked for', () => {
  const routes = readFileSync(`${root}routes.tsx`, 'utf8');
  const asked = [...routes.matchAll(/import\('\.\/([\w-]+)\/[\w-]+\.tsx'\)/g)].map((found) => ({
    folder: found[1] ?? '',
    before: routes.slice(0, found.index),
  }));
  const further = asked.filter(({ folder }) => !firstFolders.includes(folder));
  expect(further.length).toBeGreaterThan(15);
  const alone = further.filter(({ before }) => {
    const call = Math.max(before.lastIndexOf('withAllTexts('), before.lastIndexOf('page(() =>'));
    return before.slice(call).includes(';\n\n'); // another statement lies between
  });
  expect(alone.map(({ folder }) => folder)).toEqual([]);
});

it('the first folders say nothing through another', () => {
  const foreign = files
    .filter((path) => firstFolders.includes(folderOf(path)))
    .flatMap((path) =>
      [...readFileSync(root + path, 'utf8').matchAll(/from '\.\.\/([\w-]+)\//g)]
        .map(([, folder = '']) => folder)
        .filter((folder) => !firstFolders.includes(folder))
        .map((folder) => `${path} imports of ${folder}`),
    );
  expect(foreign).toEqual([]);
});
