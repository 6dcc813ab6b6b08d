import { describe, expect, it } from 'vitest';
import { options, read } from '../../test/written-catalogue.ts';
import { checksumOf } from './checksum.ts';

describe('what is written becomes a catalogue', () => {
  it('exclusions hold on both sides', () => {
    const document = read(options('code: a\nexcludes: [b]', 'code: b'));
    expect(document.options.map(({ code, excludes }) => [code, excludes])).toEqual([
      ['a', ['b']],
      ['b', ['a']],
    ]);
  });

  it('an option that names no plan is compatible with every plan', () => {
    expect(read(options('code: a')).options[0]?.compatiblePlans).toEqual(['basic', 'plus']);
  });

  it('a price is kept as it was written, to the last digit', () => {
    expect(read(options('code: a\nmonthlyPrice: 24.7934')).options[0]?.monthlyPrice).toBe('24.7934');
    expect(read(options('code: a\nmonthlyPrice: 12.40')).options[0]?.monthlyPrice).toBe('12.40');
  });

  it('the same catalogue in other files, with other comments and other order of fields, is the same', () => {
    const one = read(options('code: a\nmonthlyPrice: 1.00\nmax: 1', 'code: b'));
    const other = read(`# moved\n${options('max: 1\nmonthlyPrice: 1.00\ncode: a')}`, options('code: b'));
    expect(checksumOf(other)).toBe(checksumOf(one));
    expect(checksumOf(read(options('code: a\nmonthlyPrice: 1.01', 'code: b')))).not.toBe(checksumOf(one));
  });
});
