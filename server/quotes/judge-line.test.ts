import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adding, demoCatalogue, held, lineWith, removing } from '../../test/catalogue.ts';
import type { LineFacts } from '../catalogue/contract.ts';
import { effectiveChange, wantedChangeOf } from './effective-change.ts';
import { outcomeOf } from './judge-line.ts';
import { withPending } from './pending.ts';
import { quoteContentOf } from './quote.ts';

const catalogue = await demoCatalogue();
/** 18 of the 30 days of the cycle are left: the day of the change is paid. */
const at = new Date('2026-06-13T10:00:00.000Z');
const judge = (line: LineFacts, wanted: Parameters<typeof outcomeOf>[3]) =>
  outcomeOf(catalogue, { ...line, statusReason: null }, 1, wanted, at);
const limit = (value: string) => ({
  add: [{ code: 'travel-data-control', parameters: { limit: value } }],
  remove: [],
});

describe('what a change does to one line', () => {
  it('adds an option: pro rata now, its price a month, and what the network must switch on', () => {
    expect(judge(lineWith('shape-plus', 'roaming'), adding('traveller'))).toMatchObject({
      eligible: true,
      now: '14.87',
      proRata: '14.87',
      monthly: '24.79',
      actions: [
        {
          action: 'add',
          code: 'traveller',
          catalogueVersion: 1,
          services: [{ service: 'roaming-bundle', value: 'traveller' }],
        },
      ],
    });
  });

  it('a pass costs once, without pro rata and without a monthly amount', () => {
    expect(judge(lineWith('shape-plus', 'roaming'), adding('best-destinations-data-pass-3gb'))).toMatchObject(
      {
        now: '95.00',
        proRata: '0.00',
        monthly: '0.00',
        actions: [{ type: 'pass', oneOffPrice: '95.00' }],
      },
    );
  });

  it('a removal gives back the rest of the month at the price it was bought for', () => {
    const line = lineWith('shape-plus', 'roaming', held('traveller', { monthlyPrice: '30.0000' }));
    expect(judge(line, removing('traveller'))).toMatchObject({
      now: '-17.00',
      proRata: '-17.00',
      monthly: '-30.00',
      actions: [{ action: 'remove', code: 'traveller', services: [{ service: 'roaming-bundle' }] }],
    });
  });

  it('one option in place of another is one change, and the service that both use is not switched off', () => {
    const line = lineWith('shape-plus', 'data-boost-5gb');
    const outcome = judge(line, { add: [{ code: 'data-boost-20gb' }], remove: ['data-boost-5gb'] });
    expect(outcome.actions).toMatchObject([
      { action: 'remove', code: 'data-boost-5gb', services: [] },
      { action: 'add', code: 'data-boost-20gb', services: [{ service: 'data-bundle', value: 'boost-20gb' }] },
    ]);
  });

  it('the amounts of the actions add up to those of the line', () => {
    const line = lineWith('shape-plus', 'roaming', 'data-boost-5gb');
    const outcome = judge(line, {
      add: [{ code: 'data-boost-20gb' }, { code: 'traveller' }],
      remove: ['data-boost-5gb'],
    });
    const sum = (name: 'now' | 'monthly') =>
      outcome.actions.reduce((total, action) => total + Number(action[name]), 0);
    expect(sum('now')).toBeCloseTo(Number(outcome.now), 4);
    expect(sum('monthly')).toBeCloseTo(Number(outcome.monthly), 4);
  });

  it('one wish that is not allowed leaves the whole line out, with the reason', () => {
    const line = lineWith('shape-plus', 'roaming', 'world-traveller');
    expect(judge(line, adding('traveller', 'itemised-usage'))).toMatchObject({
      eligible: false,
      actions: [],
      now: '0.00',
      reasons: [{ option: 'traveller', code: 'excluded-by', values: { option: 'world-traveller' } }],
      wayOut: { remove: ['world-traveller'] },
    });
  });

  it('what is there is not added again, and what is not there is not removed', () => {
    const line = lineWith('shape-plus', 'roaming');
    const nothing = { eligible: false, reasons: [{ code: 'nothing-to-do', option: null }] };
    expect(judge(line, adding('roaming'))).toMatchObject(nothing);
    expect(judge(line, removing('traveller'))).toMatchObject(nothing);
    expect(judge(line, adding('roaming', 'itemised-usage')).actions).toMatchObject([
      { code: 'itemised-usage' },
    ]);
  });

  it('a pass that may be held several times is bought once more', () => {
    const line = lineWith('shape-plus', 'roaming', 'best-destinations-data-pass-3gb');
    expect(judge(line, adding('best-destinations-data-pass-3gb')).actions).toMatchObject([{ action: 'add' }]);
    const full = lineWith('shape-plus', 'roaming', held('best-destinations-data-pass-3gb', { count: 3 }));
    expect(judge(full, adding('best-destinations-data-pass-3gb'))).toMatchObject({
      reasons: [{ code: 'max-reached' }],
    });
  });

  it('another limit sets the option of the plan anew; the same limit is nothing to do', () => {
    expect(judge(lineWith('shape-plus'), limit('100.00')).actions).toMatchObject([
      {
        action: 'modify',
        code: 'travel-data-control',
        parameters: { limit: '100.00' },
        now: '0.00',
        services: [{ service: 'roaming-data-limit', value: '100.00' }],
      },
    ]);
    expect(judge(lineWith('shape-plus'), limit('50.00')).reasons).toMatchObject([{ code: 'nothing-to-do' }]);
    expect(judge(lineWith('shape-plus'), limit('900.00')).reasons).toMatchObject([
      { code: 'parameter-range' },
    ]);
  });

  it('an amount may be given as a number or without cents', () => {
    for (const value of [50, '50', '50.0', '50.00']) {
      const change = { add: [{ code: 'travel-data-control', parameters: { limit: value } }], remove: [] };
      expect(wantedChangeOf(catalogue, change).add).toEqual([
        { code: 'travel-data-control', parameters: { limit: '50.00' } },
      ]);
    }
  });
});

const open = (action: 'add' | 'remove' | 'modify', code: string) => ({ action, code, parameters: {} });

const lineBeing = (held: LineFacts, ...actions: ReturnType<typeof open>[]) => ({
  ...held,
  activeOptions: withPending(held.activeOptions, actions, at),
});

describe('what is pending counts', () => {
  it('an option being added excludes as if it were there, and one being removed still does', () => {
    const being = lineBeing(lineWith('shape-plus', 'roaming'), open('add', 'world-traveller'));
    expect(judge(being, adding('traveller')).reasons).toMatchObject([
      { code: 'excluded-by', values: { how: 'pending' } },
    ]);
    const leaving = lineBeing(
      lineWith('shape-plus', 'roaming', 'world-traveller'),
      open('remove', 'world-traveller'),
    );
    expect(judge(leaving, adding('traveller')).reasons).toMatchObject([
      { code: 'excluded-by', values: { how: 'pending' } },
    ]);
  });

  it('an option being changed is not changed again meanwhile', () => {
    for (const action of ['add', 'remove', 'modify'] as const) {
      const line = lineBeing(lineWith('shape-plus', 'roaming', held('traveller')), open(action, 'traveller'));
      expect(judge(line, removing('traveller')).reasons).toMatchObject([{ code: 'change-under-way' }]);
    }
  });
});

const codes = catalogue.options.map(({ code }) => code);
const someChange = fc.record({
  add: fc
    .uniqueArray(fc.constantFrom(...codes), { maxLength: 5 })
    .map((some) => some.map((code) => ({ code }))),
  remove: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 4 }),
});
const someLine = fc
  .tuple(
    fc.constantFrom(...catalogue.plans.map(({ code }) => code)),
    fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 6 }),
  )
  .map(([plan, options]) => lineWith(plan, ...options));

describe('whatever is asked of whatever line', () => {
  it('a change is either carried out, with actions, or left out, with a reason', () => {
    fc.assert(
      fc.property(someLine, someChange, (line, wanted) => {
        const outcome = judge(line, wanted);
        expect(outcome.actions.length > 0).toBe(outcome.eligible);
        expect(outcome.reasons.length > 0).toBe(!outcome.eligible);
      }),
    );
  });

  it('asking the effective change alone comes to the same', () => {
    fc.assert(
      fc.property(someLine, someChange, (line, wanted) => {
        const effective = effectiveChange(catalogue, line, wanted);
        expect(effectiveChange(catalogue, line, effective)).toEqual(effective);
        expect(judge(line, effective)).toEqual(judge(line, wanted));
      }),
    );
  });
});

describe('a quote of many lines', () => {
  it('computes VAT once on the total: 61 × 24.79 € is 317.56 € of VAT', () => {
    const line = lineWith('shape-plus', 'roaming');
    const outcome = judge(line, adding('traveller'));
    const lines = Array.from({ length: 61 }, (_, place) => ({ id: String(place), version: 1, outcome }));
    const content = quoteContentOf(lines, catalogue.operator.vatRate);
    expect(content.totals.monthly).toEqual({ excl: '1512.19', vat: '317.56', incl: '1829.75' });
    expect(content.outcomes).toHaveLength(1);
  });

  it('puts those left out first, counts why, and keeps each outcome once', () => {
    const can = judge(lineWith('shape-plus', 'roaming'), adding('traveller'));
    const cannot = judge(lineWith('shape-plus', 'roaming', 'world-traveller'), adding('traveller'));
    const outcomes = [can, cannot, structuredClone(can), cannot];
    const content = quoteContentOf(
      outcomes.map((outcome, place) => ({ id: `line ${place}`, version: place, outcome })),
      '21',
    );
    expect(content).toMatchObject({
      lineIds: ['line 1', 'line 3', 'line 0', 'line 2'],
      lineVersions: [1, 3, 0, 2],
      lineOutcomes: [1, 1, 2, 2],
      eligibleCount: 2,
      totals: { leftOut: [{ reason: { code: 'excluded-by' }, count: 2 }] },
    });
    expect(content.outcomes).toEqual([cannot, can]);
  });
});
