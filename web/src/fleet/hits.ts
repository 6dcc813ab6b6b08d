import { searchPieces } from '../../../server/finding/contract.ts';
import type { TextRange } from '../kit/marked.tsx';

/**
 * Where in a shown text the words searched for are, as the search itself compares: without case, accents and what separates the letters or digits.
 * Parts that meet are one.
 */
export function hitsIn(text: string, searched: string): TextRange[] {
  const spellings = searchPieces(searched).flat().flatMap(shownSpellings).map(plain).filter(Boolean);
  if (spellings.length === 0) return [];
  const { folded, places } = foldedWithPlaces(text);
  const ranges: TextRange[] = [];
  for (const spelling of new Set(spellings)) {
    for (let at = folded.indexOf(spelling); at >= 0; at = folded.indexOf(spelling, at + spelling.length)) {
      const [first, last] = [places[at], places[at + spelling.length - 1]];
      if (first && last) ranges.push([first[0], last[1]]);
    }
  }
  return joined(ranges);
}

/** A Belgian number is shown in its national form. */
function shownSpellings(spelling: string): string[] {
  const national = /^\+?32(\d+)$/.exec(spelling)?.[1];
  return national === undefined ? [spelling] : [spelling, `0${national}`];
}

const plain = (text: string): string => foldedWithPlaces(text).folded;

/** Letters, digits and the plus of a number alone, folded, each with the part of the text that it comes from. */
function foldedWithPlaces(text: string): { folded: string; places: TextRange[] } {
  let folded = '';
  const places: TextRange[] = [];
  let at = 0;
  for (const character of text) {
    const range: TextRange = [at, at + character.length];
    at = range[1];
    for (const each of letters(character)) {
      folded += each;
      places.push(range);
    }
  }
  return { folded, places };
}

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ł: 'l' };

function letters(character: string): string {
  const lower = character.toLowerCase();
  return (ligatures[lower] ?? lower.normalize('NFKD')).replace(/[^\p{L}\p{N}+]/gu, '');
}

function joined(ranges: TextRange[]): TextRange[] {
  const all: TextRange[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
