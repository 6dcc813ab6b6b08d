import { describe, expect, it } from 'vitest';
import { addressGroup, attemptKeys } from './attempt-keys.ts';

describe('one sender', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    [null, 'none'],
  ])('%s is %s', (ip, group) => {
    expect(addressGroup(ip)).toBe(group);
  });
});

describe('what is counted', () => {
  it('is the same account however its address is typed, and names nobody', () => {
    const keys = attemptKeys('secret', ' Marie@Example.test', '192.0.2.1');
    expect(keys).toEqual(attemptKeys('secret', 'marie@example.test', '192.0.2.1'));
    expect(JSON.stringify(keys)).not.toMatch(/marie|192/i);
  });

  it('is another pair for another account or another address', () => {
    const pairs = [
      attemptKeys('secret', 'a@example.test', '192.0.2.1').pair,
      attemptKeys('secret', 'b@example.test', '192.0.2.1').pair,
      attemptKeys('secret', 'a@example.test', '192.0.2.2').pair,
      attemptKeys('other', 'a@example.test', '192.0.2.1').pair,
    ];
    expect(new Set(pairs).size).toBe(4);
  });
});
