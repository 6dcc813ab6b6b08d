import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../../test/catalogue.ts';
import { actionsOf, servicesOf } from './option-actions.ts';
import { passEnd, termsOf } from './option-terms.ts';
import { held, lineWith } from '../../test/catalogue.ts';

const catalogue = await demoCatalogue();
const option = (code: string) => {
  const found = catalogue.options.find((each) => each.code === code);
  if (!found) throw new Error(`no option ${code}`);
  return found;
};

describe('a pass ends', () => {
  it('after 24 hours to the minute when its day is 24 hours', () => {
    const end = passEnd({ unit: 'hours', count: 24 }, new Date('2026-06-13T13:28:00Z'));
    expect(end.toISOString()).toBe('2026-06-14T13:28:00.000Z');
  });

  it('at midnight in Brussels when its days are those of the calendar, the day of activation being the first', () => {
    const end = passEnd({ unit: 'calendar-days', count: 1 }, new Date('2026-06-13T21:59:00Z'));
    expect(end.toISOString()).toBe('2026-06-13T22:00:00.000Z');
  });

  it('at midnight also when the clocks change meanwhile', () => {
    const end = passEnd({ unit: 'calendar-days', count: 7 }, new Date('2026-10-22T10:00:00Z'));
    expect(end.toISOString()).toBe('2026-10-28T23:00:00.000Z');
  });
});

describe('the terms of an option from its activation', () => {
  it('of a pass: its price once, its end, what it gives', () => {
    expect(termsOf(option('best-destinations-data-pass-3gb'), new Date('2026-06-13T13:28:00Z'))).toEqual({
      monthlyPrice: '0.00',
      oneOffPrice: '95.00',
      activeUntil: new Date('2026-07-12T22:00:00Z'),
      minimumTermEnd: null,
      pool: { unit: 'MB', total: '3000.00' },
    });
  });

  it('of an insurance: its price a month and the end of its minimum term', () => {
    expect(termsOf(option('device-insurance'), new Date('2026-06-13T13:28:00Z'))).toMatchObject({
      monthlyPrice: '5.79',
      activeUntil: null,
      minimumTermEnd: new Date('2027-06-12T22:00:00Z'),
      pool: null,
    });
  });
});

describe('an accepted change becomes steps', () => {
  it('removals first, and each addition with all its parameters', () => {
    const line = lineWith('shape-basic', 'roaming', 'traveller');
    const change = { add: [{ code: 'voicemail' }, { code: 'world-traveller' }], remove: ['traveller'] };
    expect(actionsOf(catalogue, line, change)).toEqual([
      { action: 'remove', code: 'traveller', parameters: {} },
      { action: 'add', code: 'world-traveller', parameters: {} },
      { action: 'add', code: 'voicemail', parameters: { greeting: 'fr' } },
    ]);
  });

  it('a new parameter on what is there is a modification', () => {
    const line = lineWith('shape-basic', held('travel-data-control', { parameters: { limit: '75.00' } }));
    const change = { add: [{ code: 'travel-data-control', parameters: { limit: '100.00' } }], remove: [] };
    expect(actionsOf(catalogue, line, change)).toEqual([
      { action: 'modify', code: 'travel-data-control', parameters: { limit: '100.00' } },
    ]);
  });

  it('on the network an option is its services with their values', () => {
    expect(servicesOf(option('traveller'), {})).toEqual({ 'roaming-bundle': 'traveller' });
    expect(servicesOf(option('travel-data-control'), { limit: '100.00' })).toEqual({
      'roaming-data-limit': '100.00',
    });
  });
});
