import { expect, it } from 'vitest';
import { locales } from '../platform/call.ts';
import { texts } from '../platform/texts.ts';
import { stoppedLetter } from './emails.ts';

it.each(locales)(
  'in %s who reads that his export was stopped is told which, why, and where to go',
  (locale) => {
    const { subject, blocks } = stoppedLetter(texts(locale), 'Roaming', 'Warum');
    const words = JSON.stringify([subject, blocks]);
    expect(subject).toContain('Roaming');
    expect(words).toContain('Warum');
    expect(words).toContain(`"href":"/${locale}/exports"`);
    expect(words).not.toMatch(/[{][a-z]+[}]|undefined|exports\.mail/);
  },
);

it('no two languages say the same', () => {
  const letters = locales.map((locale) => JSON.stringify(stoppedLetter(texts(locale), 'Roaming', '').blocks));
  expect(new Set(letters).size).toBe(4);
});
