import { expect, test } from 'vitest';
import { roomByRate, startOf } from './rate.ts';

const at250 = { gapMs: 4, aheadMs: 100, sinceLargeMs: 0 };

test('large orders reserve a tenth of a second ahead and no more', () => {
  expect(roomByRate('large', { ...at250, freeInMs: -5000 }).items).toBe(25);
  expect(roomByRate('large', { ...at250, freeInMs: 60 }).items).toBe(10);
  expect(roomByRate('large', { ...at250, freeInMs: 140 })).toEqual({ items: 0, againInMs: 40 });
});

test('small changes have room where large orders have none, and overtake what those have reserved', () => {
  expect(roomByRate('small', { ...at250, freeInMs: 140 }).items).toBe(15);
  expect(startOf('large', 90, 100)).toBe(90);
  expect(startOf('small', 90, 100)).toBe(0);
  expect(startOf('small', 190, 100)).toBe(90);
});

test('small changes that take all there is slow large orders down and do not stop them', () => {
  expect(roomByRate('large', { ...at250, freeInMs: 190, sinceLargeMs: 900 }).items).toBe(0);
  expect(roomByRate('large', { ...at250, freeInMs: 190, sinceLargeMs: 1000 }).items).toBe(6);
});

test('an element of one call in two seconds gets one item at a time', () => {
  const slow = { gapMs: 2000, aheadMs: 100, sinceLargeMs: 0 };
  expect(roomByRate('large', { ...slow, freeInMs: 0 }).items).toBe(1);
  expect(roomByRate('large', { ...slow, freeInMs: 2001 }).items).toBe(0);
  expect(startOf('small', -1, 100)).toBe(0);
});
