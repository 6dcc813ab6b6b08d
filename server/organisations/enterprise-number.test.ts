import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enterpriseNumber, isEnterpriseNumber } from './enterprise-number.ts';

const firstEight = fc
  .tuple(fc.constantFrom('0', '1'), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([first, rest]) => first + String(rest).padStart(7, '0'));

describe('a Belgian enterprise number', () => {
  it.each([
    ['0202239951', true],
    ['0202239950', false],
    ['2202239951', false],
    ['020223995', false],
    ['0202.239.951', false],
    ['', false],
  ])('%s: %s', (digits, valid) => {
    expect(isEnterpriseNumber(digits)).toBe(valid);
  });

  it('is right by its own check digits, and wrong with one digit changed', () => {
    fc.assert(
      fc.property(firstEight, fc.nat(9), fc.integer({ min: 1, max: 9 }), (eight, position, change) => {
        const number = enterpriseNumber(eight);
        const digit = (Number(number[position]) + change) % 10;
        const mistyped = number.slice(0, position) + digit + number.slice(position + 1);
        expect(isEnterpriseNumber(number)).toBe(true);
        expect(isEnterpriseNumber(mistyped)).toBe(false);
      }),
    );
  });
});
