import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

export type Import = {
  /** From the root of the project for a file of it (`server/fleet/store.ts`), else the name of the package. */
  target: string;
  isFile: boolean;
  /** Erased before it runs: nothing of the target reaches the browser. */
  typeOnly: boolean;
};

export type Source = {
  path: string;
  isTest: boolean;
  lines: number;
  imports: Import[];
  /** Builds or holds SQL: `sql` of kysely, or a method of its query builder. */
  hasSql: boolean;
  hasEnum: boolean;
};

export type Tree = { sources: Source[]; readmes: { path: string; lines: number }[] };

const queryMethods = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
]);

/** Reads the TypeScript and the READMEs of `server` and `web/src` below the root, imports resolved. */
export function readTree(root: string): Tree {
  const found = (pattern: string[]): string[] =>
    globSync(pattern, { cwd: root })
      .map((path) => path.replaceAll('\\', '/'))
      .toSorted();
  const text = (path: string): string => readFileSync(join(root, path), 'utf8');
  return {
    sources: found(['server/**/*.{ts,tsx}', 'web/src/**/*.{ts,tsx}']).map((path) =>
      readSource(path, text(path)),
    ),
    readmes: found(['server/**/README.md', 'web/src/**/README.md']).map((path) => ({
      path,
      lines: countLines(text(path)),
    })),
  };
}

function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text, { sourceType: 'module' });
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const source: Source = {
    path,
    isTest: /\.test\.tsx?$/.test(path),
    lines: countLines(text),
    imports: [],
    hasSql: false,
    hasEnum: false,
  };
  const add = (specifier: unknown, typeOnly: boolean): void => {
    if (typeof specifier === 'string') source.imports.push(resolveImport(path, specifier, typeOnly));
  };
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers;
      const allTypes =
        named.length > 0 &&
        named.every((name) => name.type === 'ImportSpecifier' && name.importKind === 'type');
      add(node.source.value, node.importKind === 'type' || allTypes);
      if (node.source.value === 'kysely' && node.importKind !== 'type') {
        source.hasSql ||= named.some((name) => name.local.name === 'sql');
      }
    },
    ExportNamedDeclaration(node) {
      add(node.source?.value, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type');
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal') add(node.source.value, false);
    },
    TSImportType(node) {
      add(node.source.value, true);
    },
    MemberExpression(node) {
      if (node.property.type === 'Identifier' && !node.computed) {
        source.hasSql ||= queryMethods.has(node.property.name);
      }
    },
    TSEnumDeclaration() {
      source.hasEnum = true;
    },
  }).visit(program);
  return source;
}

function resolveImport(from: string, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith('.')) {
    return { target: posix.join(dirname(from), specifier), isFile: true, typeOnly };
  }
  const words = specifier.split('/');
  const target = specifier.startsWith('@') ? words.slice(0, 2).join('/') : (words[0] ?? specifier);
  return { target, isFile: false, typeOnly };
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
