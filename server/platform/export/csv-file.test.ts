import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from './csv-file.ts';

describe('text in a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+32 492', "'+32 492"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['\u00a0@x', "'\u00a0@x"],
    ['Dupont, Marie', 'Dupont, Marie'],
    ['Jean-Pierre', 'Jean-Pierre'],
    ['', ''],
  ])('%j is written %j', (typed, written) => {
    expect(safeText(typed)).toBe(written);
  });

  it('never begins with what a spreadsheet takes for a formula, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const written = safeText(typed);
        expect(written.trimStart()).not.toMatch(/^[=+\-@]/);
        expect(written.replace(/^'/, '').endsWith(typed.replace(/^'/, ''))).toBe(true);
      }),
    );
  });
});
