import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchPieces } from './search-words.ts';

describe('what is typed in the search box', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['Dupont', [['Dupont']]],
    ['marie dupont', [['marie'], ['dupont']]],
    ['0492 00 12', [['04920012']]],
    ['0492/00.12-34', [['0492001234']]],
    ['+32 492 00 12', [['+324920012']]],
    ['+32 (0)492 00', [['+3249200']]],
    ['0032 492 00', [['+3249200', '003249200']]],
    ['0000', [['0000']]],
    ['dupont 0492 00 12', [['dupont'], ['04920012']]],
    ['0492 dupont 00 12', [['0492'], ['dupont'], ['0012']]],
    ['Jean - Paul', [['Jean'], ['Paul']]],
    ['d’Hondt', [['d’Hondt']]],
    ['50% _', [['50%'], ['_']]],
    ['...', []],
    ['Dupont, Marie', [['Dupont'], ['Marie']]],
    ['%', [['%']]],
  ])('%j is looked for as %j', (typed, pieces) => {
    expect(searchPieces(typed)).toEqual(pieces);
  });

  it('is any text at all: nothing typed breaks the search', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        expect(
          searchPieces(typed)
            .flat()
            .every((spelling) => spelling.length > 0),
        ).toBe(true);
      }),
    );
  });
});
