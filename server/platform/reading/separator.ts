/** Of two that divide a text as well, the first: a comma is the decimal sign here. */
export const separators = [';', '\t', '|', ','] as const;
export type Separator = (typeof separators)[number];

const linesLookedAt = 50;

/** What stands between the cells of a text: what divides its first lines into the same number of cells. `;` when there is one column. */
export function separatorOf(text: string): Separator {
  let best: { separator: Separator; score: number } = { separator: ';', score: 0 };
  for (const separator of separators) {
    const score = scoreOf(countsPerLine(text, separator));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** How many of this separator each of the first lines has, outside quotation marks. */
function countsPerLine(text: string, separator: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let isEmpty = true;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (!isEmpty) counts.push(count);
      if (counts.length === linesLookedAt) break;
      [count, isEmpty] = [0, true];
      continue;
    } else if (!quoted && char === separator) count += 1;
    isEmpty = false;
  }
  if (!isEmpty && counts.length < linesLookedAt) counts.push(count);
  return counts;
}

/** Lines that have as many as the header, more of them the better; then more columns. */
function scoreOf(counts: number[]): number {
  const [first = 0] = counts;
  if (first === 0) return 0;
  const same = counts.filter((count) => count === first).length / counts.length;
  return same * 1000 + Math.min(first, 100);
}
