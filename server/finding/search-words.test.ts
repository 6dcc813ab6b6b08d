import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plansNamed, searchPieces } from './search-words.ts';

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
    ['0492‑00−12', [['04920012']]],
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

describe('the plans that are meant', () => {
  const plans = [
    { code: 'p1', names: { fr: 'Forfait Été', nl: 'Zomerplan' } },
    { code: 'p2', names: { fr: 'Forfait 20', nl: 'Plan 20' } },
  ];

  it.each([
    ['ete', ['p1']],
    ['ZOMER', ['p1']],
    ['fo', ['p1', 'p2']],
    // a number is one of a line, not a part of a plan's name
    ['20', []],
    ['x', []],
  ])('by %j are %j', (typed, codes) => {
    expect(plansNamed([typed], plans)).toEqual(codes);
  });
});
