import { readFileSync } from 'node:fs';
import { inkOn } from './frame.ts';
import type { Block, Letter } from './letter.ts';

/** Words and brand around a letter, in its language. */
export type Around = {
  locale: string;
  brand: { name: string; colour: string };
  portalName: string;
  portalUrl: string;
  reason: string;
};

/** The letter as HTML: the committed layout filled in, every text escaped. */
export function letterHtml(letter: Letter, around: Around): string {
  const { frame } = layout();
  const brand = { brandColour: around.brand.colour, brandInk: inkOn(around.brand.colour) };
  const blocks = letter.blocks.map((block) => blockHtml(block, brand)).join('');
  return fill(frame, {
    blocks,
    ...brand,
    brandName: escapeHtml(around.brand.name),
    locale: around.locale,
    subject: escapeHtml(letter.subject),
    preheader: escapeHtml(letter.preheader ?? ''),
    portalName: escapeHtml(around.portalName),
    portalUrl: escapeHtml(around.portalUrl),
    reason: escapeHtml(around.reason),
  });
}

function blockHtml(block: Block, brand: Record<string, string>): string {
  return fill(layout().blocks[block.kind], { ...brand, ...valuesOf(block) });
}

function valuesOf(block: Block): Record<string, string> {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { text: lines(block.text) };
    case 'note':
      return { text: lines(block.text), edge: block.tone === 'warning' ? '#b45309' : '#5b6573' };
    case 'list':
      return { items: block.items.map((item) => `<li>${lines(item)}</li>`).join('') };
    case 'button':
      return { label: escapeHtml(block.label), href: escapeHtml(block.href) };
    case 'totals':
      return { rows: block.rows.map(totalRow).join('') };
    default:
      return { rows: tableRows(block) };
  }
}

function tableRows({ head, rows, align }: Extract<Block, { kind: 'table' }>): string {
  const style = 'padding: 6px 12px 6px 0; vertical-align: top; border-bottom: 1px solid';
  const side = (column: number) => align?.[column] ?? 'left';
  const headCells = head.map(
    (text, column) =>
      `<th scope="col" align="${side(column)}" style="font-weight: 600; ${style} #5b6573">${lines(text)}</th>`,
  );
  const bodyRows = rows.map((row) => {
    const cells = row.map(
      (text, column) => `<td align="${side(column)}" style="${style} #d5dbe1">${lines(text)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<thead><tr>${headCells.join('')}</tr></thead><tbody>${bodyRows.join('')}</tbody>`;
}

function totalRow({ label, value, strong }: { label: string; value: string; strong?: boolean }): string {
  const weight = strong ? 'font-weight: 600; ' : '';
  return (
    `<tr><td style="${weight}padding: 4px 12px 4px 0">${lines(label)}</td>` +
    `<td align="right" style="${weight}padding: 4px 0; white-space: nowrap">${lines(value)}</td></tr>`
  );
}

type Layout = { frame: string; blocks: Record<Block['kind'], string> };

let read: Layout | undefined;

/** The layout cut into its frame and one piece a kind of block, read on first use. */
function layout(): Layout {
  if (read) return read;
  const html = readFileSync(new URL('layout.html', import.meta.url), 'utf8');
  const [before = '', rest = ''] = html.split('<!-- blocks -->');
  const [middle = '', after = ''] = rest.split('<!-- end -->');
  const pieces = new Map(
    middle
      .split('<!-- block:')
      .slice(1)
      .map((piece) => {
        const [kind = '', ...content] = piece.split(' -->');
        return [kind, content.join(' -->')];
      }),
  );
  const piece = (kind: Block['kind']): string => {
    const found = pieces.get(kind);
    if (found === undefined) throw new Error(`layout.html has no block ${kind}`);
    return found;
  };
  read = {
    frame: `${before}{{blocks}}${after}`,
    blocks: {
      heading: piece('heading'),
      paragraph: piece('paragraph'),
      table: piece('table'),
      totals: piece('totals'),
      button: piece('button'),
      note: piece('note'),
      list: piece('list'),
    },
  };
  return read;
}

/** In one pass, so that a `{{name}}` inside of a value stays text. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`layout.html asks for ${name}, which no mail has`);
    return value;
  });
}

/** Escaped, with its line breaks kept. */
function lines(text: string): string {
  return escapeHtml(text).replace(/\r?\n/g, '<br />');
}

/** Text that stands for itself in HTML, between tags and inside of quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
