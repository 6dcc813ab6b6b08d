import { describe, expect, test } from 'vitest';
import { isLong, tell } from './lengths.ts';
import { mutants } from './mutants/mutants.ts';
import { failuresWith, placesOf } from './mutants/try-mutant.ts';

describe('wrong code put in on purpose', () => {
  test('stands for code that is there', () => {
    expect(mutants.filter((mutant) => placesOf(mutant) !== 1).map(({ name }) => name)).toEqual([]);
  });

  for (const mutant of isLong ? mutants : []) {
    test(`${mutant.name} is caught by «${mutant.caughtBy}»`, { timeout: 300_000 }, () => {
      const failures = failuresWith(mutant);
      expect(failures.join('\n')).toContain(mutant.caughtBy);
      tell('wrong code', { [mutant.name]: `caught, ${failures.length} tests red` });
    });
  }
});
