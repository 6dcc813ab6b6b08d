import type { ReactNode } from 'react';

/** Part of a text, from and up to a place in it. */
export type TextRange = [from: number, to: number];

/** A text with the parts marked that were searched for. */
export function Marked({ text, ranges }: { text: string; ranges: TextRange[] }): ReactNode {
  if (ranges.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}
