import type { Around } from './letter-html.ts';
import type { Block, Letter } from './letter.ts';

const widest = 76;

/** The letter as plain text of lines that fit a terminal; tables too wide for that become a paragraph a row. */
export function letterText(letter: Letter, around: Around): string {
  const foot = [
    '-- ',
    `${around.brand.name} · ${around.portalName}`,
    ...wrap(around.reason),
    around.portalUrl,
  ];
  return `${letter.blocks.map(blockText).join('\n\n')}\n\n${foot.join('\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.text}\n${'='.repeat(Math.min(lengthOf(block.text), widest))}`;
    case 'paragraph':
      return wrap(block.text).join('\n');
    case 'note':
      return wrap(block.text, '| ').join('\n');
    case 'list':
      return block.items.map((item) => wrap(item, '  ').join('\n').replace(/^ {2}/, '- ')).join('\n');
    case 'button':
      return `${block.label}\n${block.href}`;
    case 'totals':
      return columns(
        block.rows.map(({ label, value }) => [label, value]),
        ['left', 'right'],
      ).join('\n');
    default:
      return tableText(block);
  }
}

function tableText({ head, rows, align }: Extract<Block, { kind: 'table' }>): string {
  const oneLine = rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ', ')));
  const [first = '', ...rest] = columns([head, ...oneLine], align ?? []);
  if (Math.max(lengthOf(first), ...rest.map(lengthOf)) <= widest) {
    return [first, '-'.repeat(Math.max(...[first, ...rest].map(lengthOf))), ...rest].join('\n');
  }
  return oneLine
    .map((row) =>
      row
        .flatMap((cell, at) =>
          wrap(`${head[at] ?? ''}: ${cell}`, '  ')
            .join('\n')
            .trimStart(),
        )
        .join('\n'),
    )
    .join('\n\n');
}

/** Rows as lines, each column as wide as its widest cell. */
function columns(rows: string[][], align: ('left' | 'right')[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, lengthOf(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - lengthOf(cell));
        return align[at] === 'right' ? space + cell : cell + space;
      })
      .join('   ')
      .trimEnd(),
  );
}

/** Lines of whole words, each begun with `indent`; line breaks of the text are kept, a longer word stands alone. */
function wrap(text: string, indent = ''): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const done: string[] = [];
    let line = '';
    // Not \s: a number and its unit are held together by no-break spaces.
    for (const word of paragraph.split(/[ \t]+/)) {
      if (line !== '' && lengthOf(indent) + lengthOf(line) + 1 + lengthOf(word) > widest) {
        done.push(indent + line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...done, indent + line];
  });
}

/** Characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
