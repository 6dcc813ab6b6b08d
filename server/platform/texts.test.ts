import { describe, expect, it } from 'vitest';
import { locales } from './call.ts';
import { texts } from './texts.ts';

describe('the texts of the server', () => {
  it('come from the catalogue of the language', () => {
    const sentence = { id: 'refusal.sign-in-needed', message: 'Sign in first.' };
    expect(locales.map((locale) => texts(locale).t(sentence))).toEqual([
      'Connectez-vous d’abord.',
      'Meld u eerst aan.',
      'Sign in first.',
      'Melden Sie sich zuerst an.',
    ]);
  });

  it('are filled with values and follow the plural of the language', () => {
    const sentence = {
      id: 'test.not-in-any-catalogue',
      message: '{count, plural, one {# line} other {# lines}}',
    };
    expect(texts('fr').t({ ...sentence, values: { count: 0 } })).toBe('0 line');
    expect(texts('nl').t({ ...sentence, values: { count: 0 } })).toBe('0 lines');
  });
});
