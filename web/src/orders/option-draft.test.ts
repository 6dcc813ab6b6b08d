import { expect, test } from 'vitest';
import type { ShownOption } from '../../../server/catalogue/contract.ts';
import { add, changeOf, emptyDraft, isEmpty, leave, remove, takeWayOut } from './option-draft.ts';

const texts = { fr: 'x', nl: 'x', en: 'x', de: 'x' };
function option(code: string, parameters: ShownOption['parameters'] = []): ShownOption {
  return {
    code,
    kind: 'roaming',
    type: 'recurring',
    names: texts,
    benefits: texts,
    texts,
    facts: [],
    monthlyPrice: '1.00',
    oneOffPrice: null,
    free: false,
    validity: null,
    allowances: [],
    requires: [],
    excludes: [],
    compatiblePlans: [],
    includedIn: [],
    max: 1,
    minimumTerm: null,
    parameters,
    sold: true,
  };
}
const limit = {
  code: 'limit',
  type: 'money',
  names: texts,
  min: '0.00',
  max: '500.00',
  default: '50.00',
  step: '10.00',
} as const;

test('an option is wanted with the defaults of its parameters until the person sets them', () => {
  const wanted = add(emptyDraft, option('control', [limit]));
  expect(changeOf(wanted)).toEqual({
    add: [{ code: 'control', parameters: { limit: '50.00' } }],
    remove: [],
  });
  const set = add(wanted, option('control', [limit]), { limit: '80.00' });
  expect(changeOf(set).add).toEqual([{ code: 'control', parameters: { limit: '80.00' } }]);
});

test('an option is never wanted and unwanted at the same time', () => {
  const both = add(remove(emptyDraft, 'a'), option('a'));
  expect(changeOf(both)).toEqual({ add: [{ code: 'a', parameters: {} }], remove: [] });
  expect(changeOf(remove(both, 'a'))).toEqual({ add: [], remove: ['a'] });
});

test('leaving every option leaves an empty draft', () => {
  expect(isEmpty(leave(leave(remove(add(emptyDraft, option('a')), 'b'), 'b'), 'a'))).toBe(true);
});

test('a way out takes back what was just chosen rather than removing it from the line', () => {
  const chosen = add(emptyDraft, option('traveller'));
  const taken = takeWayOut(chosen, { add: ['roaming'], remove: ['traveller'] }, option);
  expect(changeOf(taken)).toEqual({ add: [{ code: 'roaming', parameters: {} }], remove: [] });
  const active = takeWayOut(emptyDraft, { add: [], remove: ['traveller'] }, option);
  expect(changeOf(active)).toEqual({ add: [], remove: ['traveller'] });
});
