import { describe, expect, it } from 'vitest';
import { safeNext } from './next-address.ts';

describe('after signing in a person goes on to where he was', () => {
  it.each(['/fr/fleet?search=0492&page=2', '/nl', '/de/orders/0190', '/en?x=1'])('%s', (address) => {
    expect(safeNext(address)).toBe(address);
  });
});

describe('and never to another site or in a circle', () => {
  it.each([
    undefined,
    '',
    'https://evil.test/fr',
    '//evil.test/fr',
    '/\\evil.test',
    '/fr\\..\\..\\\\evil.test',
    'javascript:alert(1)',
    '/api/me',
    '/xx/fleet',
    '/fr/login?next=/fr/login',
  ])('%s', (address) => {
    expect(safeNext(address)).toBeNull();
  });
});
