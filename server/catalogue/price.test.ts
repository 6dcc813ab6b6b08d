import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adding, demoCatalogue, held, lineWith, removing } from '../../test/catalogue.ts';
import type { WantedChange } from './contract.ts';
import { priceChange } from './price.ts';
import { totalOf, withVat } from './price-total.ts';

const catalogue = await demoCatalogue();
const basic = lineWith('shape-basic', 'roaming');
const priceAt = (now: string, change: WantedChange, line = basic, cycleDay = 1) =>
  priceChange(catalogue, line, cycleDay, change, new Date(now));

describe('adding', () => {
  it('a pass costs its whole price at once and nothing a month', () => {
    expect(priceAt('2026-06-13T13:28:00Z', adding('best-destinations-data-pass-3gb'))).toEqual({
      items: [
        {
          option: 'best-destinations-data-pass-3gb',
          what: 'one-off',
          amount: '95.00',
          days: null,
          cycleDays: null,
        },
      ],
      dueNow: '95.00',
      monthly: '0.00',
    });
  });

  it('a recurring option costs the days left of the billing cycle, today included', () => {
    // 13 to 30 June: 18 of 30 days, 24.79 × 18 / 30 = 14.874
    expect(priceAt('2026-06-13T13:28:00Z', adding('traveller'))).toEqual({
      items: [{ option: 'traveller', what: 'pro-rata', amount: '14.87', days: 18, cycleDays: 30 }],
      dueNow: '14.87',
      monthly: '24.79',
    });
  });

  it.each([
    ['the first day of the cycle costs the whole month', '2026-06-01T08:00:00Z', 1, '24.79', 30, 30],
    ['the last day of the cycle costs one day', '2026-06-30T08:00:00Z', 1, '0.83', 1, 30],
    ['a cycle may begin on the 15th', '2026-06-14T08:00:00Z', 15, '0.80', 1, 31],
    ['a cycle runs over the end of the year', '2026-12-28T08:00:00Z', 28, '24.79', 31, 31],
    ['February is short', '2027-02-15T08:00:00Z', 1, '12.40', 14, 28],
    ['a leap February has 29 days', '2028-02-29T08:00:00Z', 1, '0.85', 1, 29],
    [
      'in the evening of the 30th in UTC it is the 1st in Brussels',
      '2026-06-30T22:30:00Z',
      1,
      '24.79',
      31,
      31,
    ],
    ['in winter the day begins at 23:00 UTC', '2026-11-30T22:59:59Z', 1, '0.83', 1, 30],
    [
      'the month of 31 days in which an hour is left out has 31 days',
      '2026-03-01T00:00:00Z',
      1,
      '24.79',
      31,
      31,
    ],
    ['the day of 25 hours is one day', '2026-10-25T22:59:00Z', 1, '5.60', 7, 31],
  ])('%s', (_sentence, now, cycleDay, amount, days, cycleDays) => {
    expect(priceAt(now, adding('traveller'), basic, cycleDay).items).toEqual([
      { option: 'traveller', what: 'pro-rata', amount, days, cycleDays },
    ]);
  });

  it('a free option costs nothing', () => {
    expect(priceAt('2026-06-13T13:28:00Z', adding('block-premium-sms'))).toEqual({
      items: [],
      dueNow: '0.00',
      monthly: '0.00',
    });
  });

  it('two passes at once cost twice the price', () => {
    const change = adding('best-destinations-data-pass-3gb', 'best-destinations-data-pass-3gb');
    expect(priceAt('2026-06-13T13:28:00Z', change).dueNow).toBe('190.00');
  });

  it('setting a parameter of what is there costs nothing', () => {
    const change = { add: [{ code: 'travel-data-control', parameters: { limit: '100.00' } }], remove: [] };
    expect(priceAt('2026-06-13T13:28:00Z', change)).toEqual({ items: [], dueNow: '0.00', monthly: '0.00' });
  });
});

describe('removing', () => {
  it('gives back the days after today', () => {
    // 14 to 30 June: 17 of 30 days, 24.79 × 17 / 30 = 14.0477
    expect(
      priceAt('2026-06-13T13:28:00Z', removing('traveller'), lineWith('shape-basic', 'roaming', 'traveller')),
    ).toEqual({
      items: [{ option: 'traveller', what: 'refund', amount: '-14.05', days: 17, cycleDays: 30 }],
      dueNow: '-14.05',
      monthly: '-24.79',
    });
  });

  it('on the last day of the cycle gives nothing back', () => {
    const line = lineWith('shape-basic', 'traveller');
    expect(priceAt('2026-06-30T13:28:00Z', removing('traveller'), line)).toEqual({
      items: [],
      dueNow: '0.00',
      monthly: '-24.79',
    });
  });

  it('a pass gives nothing back: it was paid once', () => {
    const line = lineWith('shape-basic', 'roaming', 'best-destinations-data-pass-3gb');
    expect(priceAt('2026-06-13T13:28:00Z', removing('best-destinations-data-pass-3gb'), line).dueNow).toBe(
      '0.00',
    );
  });

  it('gives back at the price it was bought at, not at that of today', () => {
    const line = lineWith('shape-basic', held('traveller', { monthlyPrice: '30.0000' }));
    expect(priceAt('2026-06-13T13:28:00Z', removing('traveller'), line)).toMatchObject({
      dueNow: '-17.00',
      monthly: '-30.00',
    });
  });

  it('before the end of a minimum term costs the days until that end', () => {
    // Held until 11 August: 31 days of July, 10 of August (28.93 + 28.93 × 10 / 31 = 38.2623)
    const line = lineWith(
      'shape-plus',
      held('data-unlimited', { minimumTermEnd: '2026-08-10T22:00:00.000Z' }),
    );
    expect(priceAt('2026-06-13T13:28:00Z', removing('data-unlimited'), line)).toEqual({
      items: [{ option: 'data-unlimited', what: 'minimum-term', amount: '38.26', days: 41, cycleDays: null }],
      dueNow: '38.26',
      monthly: '-28.93',
    });
  });

  it('in the last cycle of a minimum term gives back only the days after its end', () => {
    const line = lineWith(
      'shape-plus',
      held('data-unlimited', { minimumTermEnd: '2026-06-20T22:00:00.000Z' }),
    );
    expect(priceAt('2026-06-13T13:28:00Z', removing('data-unlimited'), line).items).toEqual([
      { option: 'data-unlimited', what: 'refund', amount: '-9.64', days: 10, cycleDays: 30 },
    ]);
  });
});

describe('a total', () => {
  it('rounds VAT once: 61 numbers at 24.79 have 317.56 of VAT, not 317.81', () => {
    const price = priceAt('2026-06-01T08:00:00Z', adding('traveller'));
    expect(
      totalOf(
        Array.from({ length: 61 }, () => price),
        '21',
      ),
    ).toEqual({
      dueNow: { excl: '1512.19', vat: '317.56', incl: '1829.75', vatRate: '21' },
      monthly: { excl: '1512.19', vat: '317.56', incl: '1829.75', vatRate: '21' },
    });
  });

  it('that is given back mirrors the one that is paid', () => {
    expect(withVat(new Decimal('-1512.19'), '21')).toEqual({
      excl: '-1512.19',
      vat: '-317.56',
      incl: '-1829.75',
      vatRate: '21',
    });
  });

  it('of nothing is zero without a sign', () => {
    expect(withVat(new Decimal('-0.001'), '21')).toEqual({
      excl: '0.00',
      vat: '0.00',
      incl: '0.00',
      vatRate: '21',
    });
  });

  it('rounds half a cent up', () => {
    expect(withVat(new Decimal('0.50'), '21').vat).toBe('0.11');
    expect(withVat(new Decimal('0.005'), '21').excl).toBe('0.01');
  });
});

const instants = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2029-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const cycleDays = fc.integer({ min: 1, max: 28 });
const changes = fc.subarray(catalogue.options.map(({ code }) => code)).map((codes) => adding(...codes));

describe('whatever is changed, and whenever', () => {
  it('the items of a number add up to what is due', () => {
    fc.assert(
      fc.property(changes, instants, cycleDays, (change, now, cycleDay) => {
        const price = priceChange(catalogue, basic, cycleDay, change, now);
        const sum = price.items.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
        expect(price.dueNow).toBe(sum.toFixed(2));
      }),
    );
  });

  it('the numbers add up to the total, and VAT is that of the total', () => {
    const cents = fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .map((each) => new Decimal(each).dividedBy(100).toFixed(2));
    const price = fc.record({ dueNow: cents, monthly: cents });
    fc.assert(
      fc.property(fc.array(price, { maxLength: 200 }), (prices) => {
        const { dueNow } = totalOf(prices, '21');
        const sum = prices.reduce((sum, each) => sum.plus(each.dueNow), new Decimal(0));
        expect(new Decimal(dueNow.excl).equals(sum)).toBe(true);
        expect(new Decimal(dueNow.vat).minus(sum.times('0.21')).abs().lte('0.005')).toBe(true);
        expect(new Decimal(dueNow.excl).plus(dueNow.vat).equals(dueNow.incl)).toBe(true);
      }),
    );
  });

  it('adding and removing on one day costs that day, and no more', () => {
    fc.assert(
      fc.property(instants, cycleDays, (now, cycleDay) => {
        const paid = priceChange(catalogue, basic, cycleDay, adding('traveller'), now);
        const back = priceChange(
          catalogue,
          lineWith('shape-basic', 'traveller'),
          cycleDay,
          removing('traveller'),
          now,
        );
        const days = paid.items[0]?.cycleDays ?? 0;
        const net = new Decimal(paid.dueNow).plus(back.dueNow);
        expect(net.minus(new Decimal('24.79').dividedBy(days)).abs().lte('0.01')).toBe(true);
        expect(new Decimal(paid.monthly).plus(back.monthly).isZero()).toBe(true);
      }),
    );
  });

  it('a day later in the same cycle never costs more', () => {
    fc.assert(
      fc.property(instants, cycleDays, (now, cycleDay) => {
        const today = priceChange(catalogue, basic, cycleDay, adding('traveller'), now).items[0];
        const tomorrow = priceChange(
          catalogue,
          basic,
          cycleDay,
          adding('traveller'),
          new Date(now.getTime() + 86_400_000),
        ).items[0];
        fc.pre(today?.days !== 1);
        expect(new Decimal(tomorrow?.amount ?? 0).lte(today?.amount ?? 0)).toBe(true);
      }),
    );
  });
});
