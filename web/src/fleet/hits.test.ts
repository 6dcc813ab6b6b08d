import { expect, it } from 'vitest';
import { hitsIn } from './hits.ts';

const marked = (text: string, searched: string) =>
  hitsIn(text, searched).reduceRight(
    (all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`,
    text,
  );

it.each([
  ['0492 00 12 34', '0492001', '[0492 00 1]2 34'],
  ['0492 00 12 34', '+32 492 00', '[0492 00] 12 34'],
  ['0492 00 12 34', '0032 (0)492/00.12.34', '[0492 00 12 34]'],
  ['0492 00 12 34', '00 12', '0492 [00 12] 34'],
  ['+352 621 12 34 56', '+352 621', '[+352 621] 12 34 56'],
  ['D’Hondt, Frédéric', 'dhondt fred', '[D’Hondt], [Fréd]éric'],
  ['Van den Broeck, Zoé', 'vandenbroeck zoe', '[Van den Broeck], [Zoé]'],
  ['Crèvecœur, Jean', 'CREVECOEUR', '[Crèvecœur], Jean'],
  ['Dupont, Anne', 'an nn', 'Dupont, [Ann]e'],
  ['Shape Plus', 'shape', '[Shape] Plus'],
  ['8932 9810 0000 0000 041', '00041', '8932 9810 0000 00[00 041]'],
  ['600482917', '0482', '60[0482]917'],
  ['Dupont', '', 'Dupont'],
  ['Dupont', "' - ,", 'Dupont'],
])('in %s, %s is found where it says so', (text, searched, shown) => {
  expect(marked(text, searched)).toBe(shown);
});
