import type { CatalogueDocument } from '../server/catalogue/contract.ts';
import { readTexts } from '../server/catalogue/read-documents.ts';

const base = `operator:
  name: Test
  currency: EUR
  vatRate: '21'
  priceNote: { fr: a, nl: b, en: c, de: d }
subscriptionKinds: [{ code: shape, names: Shape }]
optionKinds: [{ code: data, names: Data, icon: antenna }]
zones: [{ code: belgium, names: Belgium, countries: [BE] }]
plans:
  - code: basic
    kind: shape
    product: voice
    names: Basic
    texts: &texts { fr: a, nl: b, en: c, de: d }
    monthlyPrice: 8.26
    network: { subscription: basic }
  - code: plus
    kind: shape
    product: voice
    names: Plus
    texts: *texts
    monthlyPrice: 16.53
`;

/** An options file: each entry is what an option says beside what every option must say. */
export function options(...entries: string[]): string {
  const filled = entries.map((entry) => {
    const fields = entry.split('\n').map((line) => `    ${line.trim()}`);
    const has = (field: string) => fields.some((line) => line.trim().startsWith(`${field}:`));
    const type = has('type')
      ? []
      : ['    type: recurring', ...(has('monthlyPrice') ? [] : ['    monthlyPrice: 1.00'])];
    const texts = ['benefits', 'texts'].map((field) => `    ${field}: { fr: a, nl: b, en: c, de: d }`);
    const rest = [
      ...(has('kind') ? [] : ['    kind: data']),
      ...(has('names') ? [] : ['    names: Name']),
      ...texts,
    ];
    return `  -\n${[...fields, ...type, ...rest].join('\n')}`;
  });
  return `options:\n${filled.join('\n')}\n`;
}

/** The catalogue of these options files beside an operator with the plans basic and plus. */
export function read(...texts: string[]): CatalogueDocument {
  return readTexts(
    'catalogue',
    [base, ...texts].map((text, index) => ({
      file: ['base.yaml', 'options.yaml', 'more.yaml'][index] ?? '',
      text,
    })),
  );
}
