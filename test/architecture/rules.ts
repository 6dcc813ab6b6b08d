import { matchesGlob, posix } from 'node:path';
import { z } from 'zod';
import type { Source, Tree } from './read-source.ts';

/** architecture.json: the folders from the bottom up, and the few files that a rule lets through. */
export const architectureSchema = z.object({
  rule: z.string(),
  server: z.array(z.string()),
  web: z.array(z.string()),
  /** Server files besides contract.ts that the pages use, and the packages that run in a browser. */
  browser: z.object({ files: z.array(z.string()), packages: z.array(z.string()) }),
  /** Names of the files that hold the SQL of a domain. */
  sql: z.array(z.string()),
});
export type Architecture = z.infer<typeof architectureSchema>;

type Rule = (source: Source, architecture: Architecture, tree: Tree) => string[];

/** Every break of the rules of ARCHITECTURE.md, as `path: sentence`. */
export function violations(tree: Tree, architecture: Architecture): string[] {
  const found = tree.sources.flatMap((source) =>
    rules.flatMap((rule) =>
      rule(source, architecture, tree).map((sentence) => `${source.path}: ${sentence}`),
    ),
  );
  return [...found, ...unfinishedDomains(tree)];
}

const rules: Rule[] = [
  (source) =>
    source.lines > 300 && !printed.includes(source.path)
      ? [`has ${source.lines} lines, at most 300: split it by noun`]
      : [],
  (source) => source.path.split('/').flatMap(wrongName),
  (source) =>
    source.path.startsWith('server/') && source.path.endsWith('.tsx')
      ? ['no .tsx on the server: Node runs it as it is']
      : [],
  (source) => (source.hasEnum ? ['no enum: Node strips types, it does not compile them'] : []),
  listed,
  order,
  frontDoor,
  fromServer,
  browserSafe,
  sqlInStores,
];

const printed = ['server/tables.ts', 'web/src/api/schema.d.ts'];

const vague = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'types',
  'index',
  'service',
  'manager',
];
const vagueAtTheEnd = /-(utils?|helpers?|types|service|manager)$/;

function wrongName(name: string): string[] {
  const [stem = ''] = name.split('.');
  if (vague.includes(stem) || vagueAtTheEnd.test(stem)) {
    return [`"${name}" says nothing: name it after a word of the domain`];
  }
  return /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name) ? [] : [`"${name}" is not kebab-case`];
}

/** `server/fleet/x.ts` → side server, unit fleet; `web/src/kit/x.ts` → side web, unit kit. */
function placeOf(path: string): { side: 'server' | 'web'; unit: string; inside: string } | undefined {
  const [, server, web] = /^(?:(server)|(web)\/src)\//.exec(path) ?? [];
  if (!server && !web) return undefined;
  const below = path.slice(server ? 'server/'.length : 'web/src/'.length);
  const [unit = '', ...rest] = below.split('/');
  return { side: server ? 'server' : 'web', unit, inside: rest.join('/') };
}

function listed(source: Source, architecture: Architecture): string[] {
  const place = placeOf(source.path);
  if (!place || source.isTest || source.path.endsWith('.d.ts')) return [];
  return architecture[place.side].includes(place.unit) ? [] : [`"${place.unit}" is not in architecture.json`];
}

function order(source: Source, architecture: Architecture): string[] {
  const from = placeOf(source.path);
  if (!from || source.isTest) return [];
  return source.imports.flatMap(({ target, isFile }) => {
    const to = isFile ? placeOf(target) : undefined;
    if (!to || to.side !== from.side || to.unit === from.unit) return [];
    const list = architecture[from.side];
    return list.indexOf(to.unit) < list.indexOf(from.unit)
      ? []
      : [`imports ${target}, which stands after it in architecture.json`];
  });
}

function frontDoor(source: Source): string[] {
  const from = placeOf(source.path);
  if (from?.side !== 'server' || source.isTest) return [];
  return source.imports.flatMap(({ target, isFile }) => {
    const to = isFile ? placeOf(target) : undefined;
    if (to?.side !== 'server' || to.unit === from.unit || to.unit === 'platform' || to.inside === '')
      return [];
    const doors = [`${to.unit}.ts`, 'contract.ts', 'events.ts'];
    return doors.includes(to.inside) ? [] : [`imports ${target}: enter ${to.unit} by ${doors.join(', ')}`];
  });
}

/** The pages take contracts from the server, nothing else; the server takes nothing from the pages. */
function fromServer(source: Source, architecture: Architecture): string[] {
  const from = placeOf(source.path);
  return source.imports.flatMap(({ target, isFile }) => {
    if (!isFile) return [];
    if (from?.side === 'server' && target.startsWith('web/'))
      return [`imports ${target}: the server knows no page`];
    if (from?.side !== 'web' || !target.startsWith('server/')) return [];
    const allowed = posix.basename(target) === 'contract.ts' || architecture.browser.files.includes(target);
    return allowed ? [] : [`imports ${target}: pages take only contract.ts from the server`];
  });
}

/** All that a contract reaches runs in the browser too. */
function browserSafe(source: Source, architecture: Architecture, tree: Tree): string[] {
  const isRoot =
    posix.basename(source.path) === 'contract.ts' || architecture.browser.files.includes(source.path);
  if (!isRoot || placeOf(source.path)?.side !== 'server') return [];
  const byPath = new Map(tree.sources.map((one) => [one.path, one]));
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { target, isFile, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (typeOnly) continue;
      if (isFile) visit(target);
      else if (!architecture.browser.packages.includes(target)) {
        found.push(`reaches ${target} by ${path}, which does not run in a browser`);
      }
    }
  };
  visit(source.path);
  return found;
}

function sqlInStores(source: Source, architecture: Architecture): string[] {
  const place = placeOf(source.path);
  if (!source.hasSql || source.isTest || place?.side !== 'server' || place.unit === 'platform') return [];
  const name = posix.basename(source.path);
  return architecture.sql.some((pattern) => matchesGlob(name, pattern))
    ? []
    : [`holds SQL: that belongs into ${architecture.sql.join(', ')}`];
}

function unfinishedDomains({ sources, readmes }: Tree): string[] {
  const folders = new Set(sources.flatMap(({ path }) => /^server\/[^/]+(?=\/)/.exec(path)?.[0] ?? []));
  const has = (path: string): boolean => sources.some((source) => source.path === path);
  const missing = [...folders]
    .filter((folder) => folder !== 'server/platform')
    .flatMap((folder) => [
      ...(has(`${folder}/${posix.basename(folder)}.ts`)
        ? []
        : [`${folder}: has no front door ${posix.basename(folder)}.ts`]),
      ...(has(`${folder}/routes.ts`) && !has(`${folder}/contract.ts`)
        ? [`${folder}: has routes.ts and no contract.ts`]
        : []),
      ...(readmes.some(({ path }) => path === `${folder}/README.md`) ? [] : [`${folder}: has no README.md`]),
    ]);
  const long = readmes
    .filter(({ lines }) => lines > 120)
    .map(({ path, lines }) => `${path}: has ${lines} lines, at most 120`);
  return [...missing, ...long];
}
