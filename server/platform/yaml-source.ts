import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';

type Path = readonly PropertyKey[];

/** What is wrong in a file of the operator's, and where: `line` counts from 1. */
export type DocumentProblem = { file: string; line: number; text: string };

/** The problems as lines under a headline. */
export function problemLines(problems: DocumentProblem[]): string {
  return problems.map(({ file, line, text }) => `  ${file}:${line}: ${text}`).join('\n');
}

/** A YAML file with its content as data and the line of each part of it. */
export type YamlSource = {
  file: string;
  content: unknown;
  /** Line of the value at a path; of its nearest written ancestor when it is missing. */
  lineOf(path: Path): number;
  problems: DocumentProblem[];
};

/** Parses one file. Numbers with a decimal point stay the text that was written: they are prices, never floats. */
export function readYaml(file: string, text: string): YamlSource {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  keepDecimals(document);
  return {
    file,
    content: document.errors.length > 0 ? undefined : document.toJS(),
    lineOf: (path) => lineOf(document, counter, path),
    problems: document.errors.map((error) => ({
      file,
      line: counter.linePos(error.pos[0]).line,
      text: `This is not valid YAML: ${error.message.replace(/\.$/, '')}.`,
    })),
  };
}

function keepDecimals(document: Document): void {
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'number' && scalar.source?.includes('.')) scalar.value = scalar.source;
    },
  });
}

function lineOf(document: Document, counter: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = keyOffset(document, path.slice(0, length)) ?? valueOffset(document, path.slice(0, length));
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

/** Where the key of a map entry stands: better than its value, which may begin on the next line. */
function keyOffset(document: Document, path: Path): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
  );
  return pair && isNode(pair.key) ? pair.key.range?.[0] : undefined;
}

function valueOffset(document: Document, path: Path): number | undefined {
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
