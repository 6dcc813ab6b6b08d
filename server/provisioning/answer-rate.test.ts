import { expect, test } from 'vitest';
import { answerRate } from './answer-rate.ts';

test('what was answered counts until a whole tenth of a second after it has passed', () => {
  let now = 1000;
  const rate = answerRate(100, () => now);
  for (let call = 0; call < 30; call += 1) rate.answered();
  expect(rate.recent()).toBe(30);
  now = 1150;
  rate.answered();
  expect(rate.recent(), 'more than in the one that has just begun').toBe(30);
  now = 1230;
  expect(rate.recent()).toBe(1);
  now = 1900;
  expect(rate.recent()).toBe(0);
});
