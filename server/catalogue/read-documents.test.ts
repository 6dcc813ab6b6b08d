import { describe, expect, it } from 'vitest';
import { options, read } from '../../test/written-catalogue.ts';
import { CatalogueError, readDocuments, readTexts } from './read-documents.ts';

function problems(...texts: string[]): string[] {
  try {
    read(...texts);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return error.problems.map(({ file, line, text }) => `${file}:${line}: ${text}`);
  }
  return [];
}

describe('a catalogue that cannot be used says where and why', () => {
  it.each([
    [
      'an option nobody defined',
      [options('code: a\nrequires: [ghost]')],
      'options.yaml:4: option a: "requires" names the option ghost, which is not defined.',
    ],
    [
      'a plan nobody defined',
      [options('code: a\ncompatiblePlans: [basic, gold]')],
      'options.yaml:4: option a: "compatiblePlans" names the plan gold, which is not defined.',
    ],
    [
      'a zone nobody defined',
      [options('code: a\nallowances: [{ amount: 1, unit: GB, zones: [moon] }]')],
      'options.yaml:4: option a: the zone moon is not defined.',
    ],
    [
      'a kind nobody defined',
      [options('code: a\nkind: fax')],
      'options.yaml:4: option a: "kind" names the option kind fax, which is not defined.',
    ],
    [
      'a code used twice, also in two files',
      [options('code: a'), options('code: a')],
      'more.yaml:3: option a is already defined at options.yaml:3.',
    ],
    [
      'a missing translation',
      [options('code: a\nnames: { fr: Nom, nl: Naam, en: Name }')],
      'options.yaml:4: option a: the German translation (de) is missing.',
    ],
    [
      'an empty translation',
      [options("code: a\nnames: { fr: Nom, nl: '', en: Name, de: Name }")],
      'options.yaml:4: option a: the Dutch translation (nl) is missing.',
    ],
    [
      'a negative price',
      [options('code: a\nmonthlyPrice: -4.13')],
      'options.yaml:4: option a: "monthlyPrice" is -4.13: a price cannot be negative.',
    ],
    [
      'a price without cents',
      [options('code: a\nmonthlyPrice: 95')],
      'options.yaml:4: option a: "monthlyPrice" is 95: write an amount with 2 to 4 decimals, like 24.79 or 95.00.',
    ],
    [
      'a price that is missing',
      [options('code: a\ntype: recurring')],
      'options.yaml:3: option a: a recurring option needs a "monthlyPrice" (0.00 when it is free).',
    ],
    [
      'a field that does not exist',
      [options('code: a\nprise: 1.00')],
      'options.yaml:4: option a: "prise" is not a field of the catalogue.',
    ],
    [
      'a value that is none of the possible',
      [options('code: a\ntype: weekly')],
      'options.yaml:4: option a: "type" is one of recurring, pass.',
    ],
    [
      'a code with capitals',
      [options('code: Data_Boost')],
      'options.yaml:3: option Data_Boost: "Data_Boost" cannot be used for "code": codes are lower-case letters, digits and single dashes.',
    ],
    ['YAML that is none', ['options:\n  - code: "a'], 'options.yaml:2: This is not valid YAML'],
    [
      'an option that requires what it excludes',
      [options('code: a\nrequires: [b]\nexcludes: [b]', 'code: b')],
      'options.yaml:4: option a: it both requires and excludes b.',
    ],
    [
      'an option that requires what excludes it',
      [options('code: a\nrequires: [b]', 'code: b\nexcludes: [a]')],
      'options.yaml:4: option a: it both requires and excludes b.',
    ],
    [
      'an option whose requirement needs what it excludes',
      [options('code: a\nrequires: [b]\nexcludes: [c]', 'code: b\nrequires: [c]', 'code: c')],
      'options.yaml:4: option a: it requires b, which needs c, which it excludes.',
    ],
    [
      'an option that needs two which exclude each other',
      [options('code: a\nrequires: [b, c]', 'code: b\nexcludes: [c]', 'code: c')],
      'options.yaml:4: option a: it needs both b and c, which exclude each other.',
    ],
    [
      'requirements that go round',
      [options('code: a\nrequires: [b]', 'code: b\nrequires: [c]', 'code: c\nrequires: [a]')],
      'options.yaml:4: option a: it requires itself in a circle: a → b → c → a.',
    ],
    [
      'an option that requires itself',
      [options('code: a\nrequires: [a]')],
      'options.yaml:4: option a: it requires itself.',
    ],
    [
      'an option that excludes itself',
      [options('code: a\nexcludes: [a]')],
      'options.yaml:4: option a: it excludes itself.',
    ],
    [
      'a requirement that no plan allows',
      [options('code: a\nrequires: [b]\ncompatiblePlans: [basic]', 'code: b\ncompatiblePlans: [plus]')],
      'options.yaml:4: option a: it requires b, but no plan is compatible with both.',
    ],
    [
      'a requirement that ends by itself',
      [
        options(
          'code: a\nrequires: [b]',
          'code: b\ntype: pass\noneOffPrice: 1.00\nvalidity: { unit: days, count: 1 }',
        ),
      ],
      'options.yaml:4: option a: it requires the pass b, which ends by itself.',
    ],
    [
      'a pass that does not say when it ends',
      [options('code: a\ntype: pass\noneOffPrice: 1.00')],
      'options.yaml:3: option a: a pass needs a "validity", so that it is known when it ends.',
    ],
    [
      'a recurring option held twice',
      [options('code: a\nmax: 2')],
      'options.yaml:4: option a: only a pass can be held more than once at a time.',
    ],
    [
      'two options that switch one service and may be held together',
      [options('code: a\nnetwork: { bundle: small }', 'code: b\nnetwork: { bundle: big }')],
      'options.yaml:13: option b: a also switches the service bundle, and one line may hold both; let them exclude each other or give each its own service.',
    ],
    [
      'an option that switches the service of its plan',
      [options('code: a\nnetwork: { subscription: other }')],
      'base.yaml:16: plan basic: the option a also switches the service subscription; give each its own service.',
    ],
    [
      'an option that switches the service of a status',
      [
        options('code: a\nnetwork: { access: open }'),
        "statuses:\n  active: { access: 'on' }\n  suspended: { access: 'off' }",
      ],
      'more.yaml:2: status active: the option a also switches the service access.',
    ],
    [
      'a status that cannot be left as it was entered',
      ["statuses:\n  suspended: { access: 'off' }"],
      'options.yaml:2: status suspended: the service access has no value in the status active.',
    ],
    [
      'a default that is out of its bounds',
      [
        options(
          'code: a\nparameters: [{ code: limit, type: money, names: Limit, min: 0.00, max: 50.00, default: 60.00, step: 1.00 }]',
        ),
      ],
      'options.yaml:4: option a: the parameter limit: its default 60.00 is not between 0.00 and 50.00.',
    ],
    [
      'a service that takes an unknown parameter',
      [options('code: a\nnetwork: { limit: { parameter: amount } }')],
      'options.yaml:4: option a: the service limit takes the parameter amount, which is not defined.',
    ],
  ])('%s', (_what, texts, expected) => {
    expect(problems(...texts)).toEqual([expect.stringContaining(expected)]);
  });

  it('a plan that includes what it is not compatible with, or what it cannot hold together', () => {
    const plans = `plans:
  - code: gold
    kind: shape
    product: voice
    names: Gold
    texts: { fr: a, nl: b, en: c, de: d }
    monthlyPrice: 1.00
    includedOptions:
      - a
      - b
      - c
`;
    expect(
      problems(
        options(
          'code: a\ncompatiblePlans: [basic]',
          'code: b\nexcludes: [c]',
          'code: c\nrequires: [d]',
          'code: d',
        ),
        plans,
      ),
    ).toEqual([
      'more.yaml:9: plan gold: it includes a, which is not compatible with this plan.',
      'more.yaml:10: plan gold: it includes b, and also c, which exclude each other.',
      'more.yaml:11: plan gold: it includes c, which requires d; include that too.',
    ]);
  });

  it('a catalogue without operator or plans', () => {
    expect(() => readTexts('catalogue', [{ file: 'empty.yaml', text: '' }])).toThrow(
      /No file says who the operator is[^]*No file holds a plan/,
    );
  });

  it('a folder that is not there', async () => {
    await expect(readDocuments('/nowhere/at/all')).rejects.toThrow(/The folder cannot be read/);
  });

  it('all at once, file by file and line by line', () => {
    const text = options(
      'code: a\nmonthlyPrice: -1.00\nprise: 1.00',
      'code: b\nnames: { fr: x, nl: x, en: x }',
    );
    expect(problems(text).map((problem) => problem.split(':').slice(0, 2).join(':'))).toEqual([
      'options.yaml:4',
      'options.yaml:5',
      'options.yaml:13',
    ]);
  });
});
