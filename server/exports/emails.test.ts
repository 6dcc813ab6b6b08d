import { describe, expect, it } from 'vitest';
import { locales } from '../platform/call.ts';
import type { Letter } from '../platform/mail/mail.ts';
import { texts } from '../platform/texts.ts';
import { failedLetter, readyLetter } from './emails.ts';

const written = {
  rows: 100_000,
  size: 11_400_000,
  fileName: 'Numbers 2026-06-13 15.28.csv',
  expiresAt: new Date('2026-06-20T13:28:00Z'),
};

function words({ subject, blocks }: Letter): string {
  return [subject, ...blocks.map((block) => JSON.stringify(block))].join('\n');
}

describe.each(locales)('in %s', (locale) => {
  const spoken = texts(locale);
  const letters = [
    readyLetter(spoken, null, written),
    readyLetter(spoken, 'Roaming', written),
    readyLetter(spoken, 'Roaming', written, true),
    failedLetter(spoken, null, 'Warum'),
    failedLetter(spoken, 'Roaming', 'Warum'),
  ];

  it('every sentence is written in the language, filled in, and leads to the page', () => {
    for (const letter of letters) {
      expect(words(letter)).not.toMatch(/[{][a-z]+[}]|undefined|exports\.mail/);
      expect(words(letter)).toContain(`"href":"/${locale}/exports"`);
    }
    expect(words(letters[0] ?? { subject: '', blocks: [] })).toContain(spoken.bytes(written.size));
    expect(letters.map(({ subject }) => subject.includes('Roaming'))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});

it('no two languages say the same', () => {
  const subjects = locales.flatMap((locale) => [
    readyLetter(texts(locale), null, written).subject,
    failedLetter(texts(locale), null, '').subject,
  ]);
  expect(new Set(subjects).size).toBe(8);
});

it('says how much, how large and until when', () => {
  const text = words(readyLetter(texts('en'), null, written));
  expect(text).toContain('The file with 100,000 numbers that you asked for is written.');
  expect(text).toContain('11.4\u00a0MB');
  expect(text).toContain('20/06/2026 15:28');
});
