import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showMsisdn } from './contract.ts';
import { isIccid, luhnDigit, readIccid } from './iccid.ts';
import { isImsi } from './imsi.ts';
import { isBelgianMobile, parseMsisdn } from './msisdn.ts';

const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    minLength: length,
    maxLength: length,
  });
const belgianMobile = fc
  .tuple(fc.constantFrom('6', '7', '8', '9'), digits(7))
  .map(([second, rest]) => `324${second}${rest}`);

describe('a number', () => {
  it.each([
    ['0492 00 12 34', '32492001234'],
    ['0492/00.12.34', '32492001234'],
    ['+32 492 00 12 34', '32492001234'],
    ['+32 (0)492 00 12 34', '32492001234'],
    ['0032492001234', '32492001234'],
    ['32492001234', '32492001234'],
    ['+352 621 123 456', '352621123456'],
    ['+33 6 12 34 56 78', '33612345678'],
    ['0492 00 12', null],
    ['0492 00 12 345', null],
    ['8.93E+18', null],
    ['Dupont', null],
    ['', null],
  ])('typed as %j is %j', (typed, msisdn) => {
    expect(parseMsisdn(typed)).toBe(msisdn);
  });

  it.each([
    ['32492001234', '0492 00 12 34'],
    ['352621123456', '+352 621123456'],
    ['33612345678', '+33 612345678'],
    ['12025550123', '+1 2025550123'],
    ['not a number', 'not a number'],
  ])('%s is shown as %s', (msisdn, shown) => {
    expect(showMsisdn(msisdn)).toBe(shown);
  });

  it('of Belgium is read back from the way it is shown, and from any other way of writing it', () => {
    fc.assert(
      fc.property(belgianMobile, fc.constantFrom('', ' ', '.', '/', '-'), (msisdn, between) => {
        const national = `0${msisdn.slice(2)}`;
        const spread = national.split('').join(between);
        fc.pre(parseMsisdn(national) !== null); // some ranges are not given out
        expect(isBelgianMobile(msisdn)).toBe(true);
        for (const typed of [showMsisdn(msisdn), spread, `+${msisdn}`, `00${msisdn}`, msisdn])
          expect(parseMsisdn(typed)).toBe(msisdn);
      }),
    );
  });
});

describe('an ICCID', () => {
  it.each([
    ['8932100123456789010', { iccid: '8932100123456789010' }],
    ['8932 1001 2345 6789 010', { iccid: '8932100123456789010' }],
    ['893210012345678901', { iccid: '8932100123456789010' }],
    ['8932100123456789010F', { iccid: '8932100123456789010' }],
    ['8932100123456789011', { wrong: 'check-digit' }],
    ['8.93E+18', { wrong: 'spreadsheet' }],
    ['8,93210E+18', { wrong: 'spreadsheet' }],
    ['8932100123456780000', { wrong: 'spreadsheet' }],
    ['7932100123456789010', { wrong: 'prefix' }],
    ['89321', { wrong: 'length' }],
    ['', { wrong: 'empty' }],
    ['SIM 1', { wrong: 'not-digits' }],
  ])('typed as %j is %j', (typed, read) => {
    expect(readIccid(typed)).toEqual(read);
  });

  it('of 19 or 20 digits is right by its check digit and wrong with one digit changed', () => {
    const account = fc.constantFrom(16, 17).chain(digits);
    fc.assert(
      fc.property(account, fc.nat(15), fc.integer({ min: 1, max: 9 }), (rest, place, change) => {
        const iccid = `89${rest}` + luhnDigit(`89${rest}`);
        expect(isIccid(iccid)).toBe(true);
        const at = place + 2;
        const mistyped = iccid.slice(0, at) + ((Number(iccid[at]) + change) % 10) + iccid.slice(at + 1);
        expect(isIccid(mistyped)).toBe(false);
      }),
    );
  });
});

describe('an IMSI', () => {
  it.each([
    ['206980000000001', true],
    ['20698000000000', false],
    ['106980000000001', false],
    ['20698000000000a', false],
  ])('%s: %s', (typed, valid) => {
    expect(isImsi(typed)).toBe(valid);
  });
});
