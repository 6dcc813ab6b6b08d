import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../../test/catalogue.ts';
import { catalogueDocument } from './contract.ts';

const catalogue = await demoCatalogue();
const option = (code: string) => catalogue.options.find((each) => each.code === code);

describe('the demo operator', () => {
  it('sells what the user guide names, at the prices it gives', () => {
    const names = [...catalogue.plans, ...catalogue.options].map((each) => each.names.fr);
    expect(names).toEqual(
      expect.arrayContaining([
        'Business Everywhere Intense',
        'Shape Basic',
        'Shape Plus',
        'Shape Traveller',
        'Best Destinations Data Pass 3GB',
        'Traveller',
        'World Traveller',
        'World Traveller Pass',
        'Travel data control',
        'Shape Easy International',
      ]),
    );
    expect(option('best-destinations-data-pass-3gb')?.oneOffPrice).toBe('95.00');
    expect(option('traveller')?.monthlyPrice).toBe('24.79');
    expect(option('traveller')?.texts.fr).toMatch(/^500 minutes et SMS de la Belgique vers l'UE/);
  });

  it('has options of each kind, in the order of the guide', () => {
    expect(catalogue.optionKinds.map((kind) => kind.names.fr)).toEqual([
      'Roaming',
      'Data',
      'Voix',
      'SMS',
      'Autres',
    ]);
    expect(new Set(catalogue.options.map((each) => each.kind)).size).toBe(5);
    expect(catalogue.options.length).toBeGreaterThanOrEqual(24);
  });

  it('blocks premium calls and messages free of charge', () => {
    expect(option('block-premium-calls')?.free).toBe(true);
    expect(option('block-premium-sms')?.free).toBe(true);
  });

  it('has Travel data control on every plan, free, 50 € unless set from 0 to 500 €', () => {
    expect(option('travel-data-control')).toMatchObject({
      free: true,
      includedIn: catalogue.plans.map(({ code }) => code),
      parameters: [{ code: 'limit', min: '0.00', max: '500.00', default: '50.00' }],
    });
  });

  it('is stored as it is read', () => {
    const { version: _version, validFrom: _validFrom, checksum: _checksum, ...document } = catalogue;
    expect(catalogueDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it('speaks to its customers in four languages: what it explains differs in each', () => {
    const same = catalogue.options
      .filter(({ texts, benefits }) =>
        [texts, benefits].some((each) => new Set(Object.values(each)).size < 4),
      )
      .map(({ code }) => code);
    expect(same).toEqual([]);
  });
});
