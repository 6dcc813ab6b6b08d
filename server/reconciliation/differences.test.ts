import { expect, it } from 'vitest';
import { differencesOf } from './differences.ts';

const held = (has: Record<string, unknown>, msisdn: string | null = '32470000010') => ({ msisdn, has });

it('finds nothing where portal and network agree, in whatever order and as whatever they are written', () => {
  expect(differencesOf(held({ a: 'on', b: '5' }), held({ b: 5, a: 'on' }))).toEqual([]);
});

it('tells what is missing, what is too much and what is otherwise', () => {
  expect(differencesOf(held({ a: 'on', b: '5' }), held({ b: '6', c: 'on' }))).toEqual([
    { what: 'a', portal: 'on', network: null },
    { what: 'b', portal: '5', network: '6' },
    { what: 'c', portal: null, network: 'on' },
  ]);
});

it('tells another number, unless the element knows none', () => {
  expect(differencesOf(held({}), held({}, '32470000011'))).toEqual([
    { what: 'msisdn', portal: '32470000010', network: '32470000011' },
  ]);
  expect(differencesOf(held({}, null), held({}, '32470000011'))).toEqual([]);
});
