import { expect, it } from 'vitest';
import { rateUnit, timeLeftUnit } from './pace.ts';

it('a rate is told in the unit in which it is at least one', () => {
  expect(rateUnit(412.4)).toEqual({ unit: 'second', amount: 412 });
  expect(rateUnit(0.5)).toEqual({ unit: 'minute', amount: 30 });
  expect(rateUnit(0.001)).toEqual({ unit: 'hour', amount: 4 });
});

it('a time left is rounded up, to minutes, hours or days', () => {
  expect(timeLeftUnit(59).unit).toBe('second');
  expect(timeLeftUnit(61)).toEqual({ unit: 'minute', amount: 2 });
  expect(timeLeftUnit(90 * 60 + 1)).toEqual({ unit: 'hour', amount: 2 });
  expect(timeLeftUnit(49 * 3600)).toEqual({ unit: 'day', amount: 3 });
});
