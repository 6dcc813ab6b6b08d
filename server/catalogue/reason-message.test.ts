import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../../test/catalogue.ts';
import { locales } from '../platform/call.ts';
import { texts } from '../platform/texts.ts';
import { reason, type Reason } from './contract.ts';
import { reasonMessage } from './reason-message.ts';

const catalogue = await demoCatalogue();
const inWords = (each: Reason, locale: (typeof locales)[number]) =>
  texts(locale).t(reasonMessage(each, catalogue, locale));

const excluded: Reason = {
  option: 'world-traveller',
  code: 'excluded-by',
  values: { option: 'traveller', how: 'active' },
};

const all: Reason[] = [
  excluded,
  { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'included' } },
  { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'pending' } },
  { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'chosen' } },
  { option: 'traveller', code: 'requires', values: { option: 'roaming', how: 'missing' } },
  { option: 'traveller', code: 'requires', values: { option: 'roaming', how: 'pending' } },
  { option: 'traveller', code: 'requires', values: { option: 'roaming', how: 'leaving' } },
  { option: 'roaming', code: 'required-by', values: { option: 'traveller', how: 'active' } },
  { option: 'roaming', code: 'required-by', values: { option: 'traveller', how: 'pending' } },
  { option: 'roaming', code: 'required-by', values: { option: 'traveller', how: 'chosen' } },
  { option: 'voicemail', code: 'plan-incompatible', values: { plan: 'business-everywhere-intense' } },
  { option: 'traveller', code: 'included-in-plan', values: { plan: 'shape-traveller' } },
  { option: 'traveller', code: 'already-active', values: {} },
  { option: 'world-traveller-pass', code: 'max-reached', values: { max: 4 } },
  { option: 'traveller', code: 'not-active', values: {} },
  { option: 'traveller', code: 'not-sold', values: {} },
  { option: 'ghost', code: 'not-in-catalogue', values: {} },
  { option: 'traveller', code: 'change-under-way', values: {} },
  { option: 'traveller', code: 'added-and-removed', values: {} },
  { option: 'device-insurance', code: 'minimum-term', values: { until: '2026-12-31T23:00:00.000Z' } },
  { option: 'traveller', code: 'line-suspended', values: {} },
  { option: 'traveller', code: 'status-under-way', values: {} },
  { option: 'traveller', code: 'line-status', values: { status: 'pending' } },
  { option: 'traveller', code: 'line-status', values: { status: 'ceased' } },
  { option: 'voicemail', code: 'parameter-unknown', values: { parameter: 'speed' } },
  { option: 'voicemail', code: 'parameter-choice', values: { parameter: 'greeting' } },
  {
    option: 'travel-data-control',
    code: 'parameter-range',
    values: { parameter: 'limit', min: '0.00', max: '500.00', step: '1.00' },
  },
];

describe('a reason in words', () => {
  it('names the cause as the customer knows it', () => {
    expect(inWords(excluded, 'en')).toBe('Excluded by Traveller, active on this number');
    expect(inWords(excluded, 'fr')).toBe('Exclue par Traveller, active sur ce numéro');
  });

  it('says dates and amounts in his language', () => {
    const term = all.find((each) => each.code === 'minimum-term') ?? excluded;
    const range = all.find((each) => each.code === 'parameter-range') ?? excluded;
    expect(inWords(term, 'de')).toContain('01.01.2027');
    expect(inWords(range, 'fr')).toContain('500,00\u00a0€');
  });

  it('exists for every code and every way it comes about', () => {
    expect(new Set(all.map((each) => each.code))).toEqual(
      new Set(reason.options.map((each) => each.shape.code.value)),
    );
  });

  it.each(['fr', 'nl', 'de'] as const)('is nowhere left in English in %s', (locale) => {
    expect(all.filter((each) => inWords(each, locale) === inWords(each, 'en'))).toEqual([]);
  });

  it.each(locales)('is a whole sentence of its own in %s', (locale) => {
    const sentences = all.map((each) => inWords(each, locale));
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|eligibility\.|undefined/);
    expect(new Set(sentences).size).toBe(all.length);
  });
});
