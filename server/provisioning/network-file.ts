import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { StartFailure } from '../platform/start-failure.ts';
import { type DocumentProblem, problemLines, readYaml, type YamlSource } from '../platform/yaml-source.ts';
import { type WrittenElement, type WrittenRule, writtenNetwork } from './written-network.ts';

/** The network elements there are, and which line goes to which: the first rule that fits, else the default. */
export type Network = {
  elements: WrittenElement[];
  rules: WrittenRule[];
  default: string;
  /** A problem at one of its elements or rules, for the person who wrote the file. */
  problem(text: string, ...field: (string | number)[]): DocumentProblem;
};

/** Without a network file: the simulated network for everything. */
export const onlySimulator: Network = {
  elements: [{ name: 'simulator', kind: 'simulator', limits: {} }],
  rules: [],
  default: 'simulator',
  problem: (text) => ({ file: 'no network file', line: 1, text }),
};

/** The network file cannot be used: every problem with its line. */
export class NetworkFileError extends StartFailure {
  override name = 'NetworkFileError';
  readonly problems: DocumentProblem[];
  constructor(file: string, problems: DocumentProblem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(`The network file ${file} has ${count}:\n${problemLines(problems)}`);
    this.problems = problems.toSorted((a, b) => a.line - b.line);
  }
}

/** Reads the network file; null = none. Throws a `NetworkFileError`. */
export async function readNetwork(file: string | null): Promise<Network> {
  if (file === null) return onlySimulator;
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new NetworkFileError(file, [{ file, line: 1, text: `It cannot be read: ${error.message}.` }]);
  });
  return networkOf(file, text);
}

/** The same for a text that is already in memory. */
export function networkOf(file: string, text: string): Network {
  const source = readYaml(file, text);
  if (source.problems.length > 0) throw new NetworkFileError(file, source.problems);
  const parsed = writtenNetwork.safeParse(source.content ?? {});
  if (!parsed.success)
    throw new NetworkFileError(
      file,
      parsed.error.issues.flatMap((issue) => shapeProblems(source, issue)),
    );
  const problem = (text: string, ...field: (string | number)[]) => ({
    file,
    line: source.lineOf(field),
    text,
  });
  const network: Network = { ...parsed.data, problem };
  const wrongNames = nameProblems(network);
  if (wrongNames.length > 0) throw new NetworkFileError(file, wrongNames);
  return network;
}

function shapeProblems(source: YamlSource, issue: z.core.$ZodIssue): DocumentProblem[] {
  const at = (path: PropertyKey[], text: string) => ({
    file: source.file,
    line: source.lineOf(path),
    text: `${wordsOf(source.content, path)}${text}.`,
  });
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => at([...issue.path, key], `"${key}" is not a field of the network file`));
  const field = issue.path.findLast((step) => typeof step === 'string');
  const isMissing = valueAt(source.content, issue.path) === undefined;
  if (issue.message.startsWith('"') || field === undefined || issue.path.length === 2)
    return [at(issue.path, issue.message)];
  return [at(issue.path, isMissing ? `"${field}" is missing` : `"${field}" ${issue.message}`)];
}

/** "element hlr: " for a path inside that element. */
function wordsOf(content: unknown, [section, index]: PropertyKey[]): string {
  if (index === undefined) return '';
  const name = section === 'elements' ? valueAt(content, [section, index, 'name']) : undefined;
  const what = typeof name === 'string' ? name : `number ${Number(index) + 1}`;
  return `${section === 'elements' ? 'element' : 'rule'} ${what}: `;
}

function valueAt(content: unknown, path: PropertyKey[]): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function nameProblems(network: Network): DocumentProblem[] {
  const names = network.elements.map(({ name }) => name);
  return [
    ...names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [network.problem(`element ${name}: there is another of this name.`, 'elements', index)],
    ),
    ...network.rules.flatMap(({ element }, index) =>
      names.includes(element)
        ? []
        : [
            network.problem(
              `rule number ${index + 1}: the element ${element} is not defined.`,
              'rules',
              index,
              'element',
            ),
          ],
    ),
    ...(names.includes(network.default)
      ? []
      : [
          network.problem(`"default" names the element ${network.default}, which is not defined.`, 'default'),
        ]),
  ];
}
