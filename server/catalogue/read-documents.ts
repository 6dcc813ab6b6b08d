import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { StartFailure } from '../platform/start-failure.ts';
import { checkReferences } from './check-references.ts';
import { checkRules } from './check-rules.ts';
import type { CatalogueDocument } from './document-contract.ts';
import { resolveDocument } from './resolve-document.ts';
import { writtenFile } from './written-document.ts';
import { mergeFiles, type CheckedFile, type WrittenCatalogue } from './written-catalogue.ts';
import { problemLines, readYaml, type DocumentProblem, type YamlSource } from '../platform/yaml-source.ts';

/** The catalogue folder cannot be used: the message names every problem with its file and line. */
export class CatalogueError extends StartFailure {
  readonly problems: DocumentProblem[];

  constructor(folder: string, problems: DocumentProblem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(`The catalogue in ${folder} has ${count}:\n${problemLines(problems)}`);
    this.name = 'CatalogueError';
    this.problems = problems;
  }
}

/** Reads all `*.yaml` files of a folder as one catalogue. Throws a `CatalogueError` with all that is wrong in them. */
export async function readDocuments(folder: string): Promise<CatalogueDocument> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new CatalogueError(folder, [
      { file: folder, line: 1, text: `The folder cannot be read: ${error.message}.` },
    ]);
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const sources = await Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      return { file: path.relative(process.cwd(), file), text: await readFile(file, 'utf8') };
    }),
  );
  return readTexts(folder, sources);
}

/** The same for texts that are already in memory. `folder` only names them in the message. */
export function readTexts(folder: string, texts: { file: string; text: string }[]): CatalogueDocument {
  const sources = texts.map(({ file, text }) => readYaml(file, text));
  const checked = sources.map((source) => checkShape(source));
  refuse(
    folder,
    checked.flatMap((file) => file.problems),
  );
  const written: WrittenCatalogue = mergeFiles(
    checked.flatMap(({ content, source }) => (content ? [{ content, source }] : [])),
  );
  // Rules are only judged when every name they use is known, else one slip would be told many times.
  refuse(folder, checkReferences(written, folder));
  refuse(folder, checkRules(written));
  return resolveDocument(written);
}

function refuse(folder: string, problems: DocumentProblem[]): void {
  if (problems.length === 0) return;
  throw new CatalogueError(
    folder,
    problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
  );
}

type Shape = { source: YamlSource; content: CheckedFile['content'] | undefined; problems: DocumentProblem[] };

function checkShape(source: YamlSource): Shape {
  if (source.problems.length > 0) return { source, content: undefined, problems: source.problems };
  const parsed = writtenFile.safeParse(source.content ?? {});
  if (parsed.success) return { source, content: parsed.data, problems: [] };
  return {
    source,
    content: undefined,
    problems: parsed.error.issues.flatMap((issue) => problemsOf(source, issue)),
  };
}

function problemsOf(source: YamlSource, issue: z.core.$ZodIssue): DocumentProblem[] {
  const at = (path: PropertyKey[], text: string) => ({
    file: source.file,
    line: source.lineOf(path),
    text: `${wordsOf(source.content, path)}${text}.`,
  });
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => at([...issue.path, key], `"${key}" is not a field of the catalogue`));
  return [at(issue.path, sentenceOf(issue, valueAt(source.content, issue.path)))];
}

const languages: Record<string, string> = { fr: 'French', nl: 'Dutch', en: 'English', de: 'German' };

function sentenceOf(issue: z.core.$ZodIssue, value: unknown): string {
  const field = String(issue.path.at(-1));
  const language = languages[field];
  if (language && (value === undefined || value === null || value === ''))
    return `the ${language} translation (${field}) is missing`;
  if (value === undefined) return `"${field}" is missing`;
  if (/price|^(min|max|default|step)$/i.test(field) && issue.code !== 'invalid_value')
    return priceSentence(field, value);
  if (issue.code === 'invalid_format')
    return `${JSON.stringify(value)} cannot be used for "${field}": codes are lower-case letters, digits and single dashes`;
  if (issue.code === 'invalid_value') return `"${field}" is one of ${issue.values.map(String).join(', ')}`;
  return `"${field}": ${issue.message}`;
}

function priceSentence(field: string, value: unknown): string {
  if (String(value).trimStart().startsWith('-'))
    return `"${field}" is ${String(value)}: a price cannot be negative`;
  return `"${field}" is ${String(value)}: write an amount with 2 to 4 decimals, like 24.79 or 95.00`;
}

const singular: Record<string, string> = {
  subscriptionKinds: 'subscription kind',
  optionKinds: 'option kind',
  zones: 'zone',
  plans: 'plan',
  options: 'option',
};

/** "option traveller: " for a path inside that option. */
function wordsOf(content: unknown, path: PropertyKey[]): string {
  const section = singular[String(path[0])];
  if (!section || path.length < 2) return '';
  const code = valueAt(content, [...path.slice(0, 2), 'code']);
  return `${section} ${typeof code === 'string' ? code : `number ${Number(path[1]) + 1}`}: `;
}

function valueAt(content: unknown, path: PropertyKey[]): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
