import { expect, test } from 'vitest';
import type { LineRow } from '../../../server/fleet/contract.ts';
import {
  choose,
  chooseAll,
  chosenCount,
  fittingCount,
  isChosen,
  misfitOf,
  nothingChosen,
  selectionOf,
} from './selection.ts';

function line(id: string, subscriptionKind = 'shape', status: LineRow['status'] = 'active'): LineRow {
  return {
    id,
    subscriptionKind,
    status,
    msisdn: '32492001234',
    imsi: null,
    iccid: '8932100123456789010',
    holderName: '',
    costCentreCode: '',
    billingAccountNumber: '1',
    product: 'voice',
    planCode: 'shape-basic',
    statusReason: null,
    optionCodes: [],
    changesUnderWay: 0,
    version: 1,
    syncedAt: '2026-01-01T00:00:00.000Z',
  };
}

test('the first number chosen decides which others fit: same kind of subscription and same status', () => {
  const chosen = choose(nothingChosen, [line('a')], true);
  expect(misfitOf(chosen, line('b'))).toBeNull();
  expect(misfitOf(chosen, line('c', 'business-everywhere'))).toBe('kind');
  expect(misfitOf(chosen, line('d', 'shape', 'suspended'))).toBe('status');
  expect(misfitOf(nothingChosen, line('e', 'shape', 'ceased'))).toBe('ceased');
});

test('choosing a range takes only the numbers that fit', () => {
  const chosen = choose(nothingChosen, [line('a'), line('b', 'business-everywhere'), line('c')], true);
  expect(selectionOf(chosen)).toEqual({ lineIds: ['a', 'c'] });
});

test('taking the last number away frees the choice again', () => {
  const chosen = choose(choose(nothingChosen, [line('a')], true), [line('a')], false);
  expect(chosen).toEqual(nothingChosen);
  expect(misfitOf(chosen, line('b', 'business-everywhere'))).toBeNull();
});

test('all that fit are counted without those taken out again, also on other pages', () => {
  const all = chooseAll({ search: 'dupont' }, { subscriptionKind: 'shape', status: 'active' }, 5000);
  const fewer = choose(all, [line('a'), line('x', 'business-everywhere')], false);
  expect(chosenCount(fewer)).toBe(4999);
  expect(isChosen(fewer, line('a'))).toBe(false);
  expect(isChosen(fewer, line('z'))).toBe(true);
  expect(isChosen(fewer, line('x', 'business-everywhere'))).toBe(false);
  expect(selectionOf(fewer)).toEqual({
    filter: { search: 'dupont', kind: ['shape'], status: ['active'] },
    except: ['a'],
  });
  expect(chosenCount(choose(fewer, [line('a')], true))).toBe(5000);
});

test('where several kinds may be changed together, all numbers fit but those that have ended', () => {
  const lines = [line('a'), line('b', 'business-everywhere'), line('c', 'shape', 'suspended')];
  const chosen = choose(nothingChosen, [...lines, line('d', 'shape', 'ceased')], true, true);
  expect(selectionOf(chosen)).toEqual({ lineIds: ['a', 'b', 'c'] });
  expect(misfitOf(chosen, line('e', 'shape', 'pending'))).toBeNull();
  expect(misfitOf(chosen, line('d', 'shape', 'ceased'))).toBe('ceased');
  expect(chosenCount(choose(chosen, [line('b', 'business-everywhere')], false, true))).toBe(2);
});

test('all numbers of several kinds are chosen without those that have ended', () => {
  const groups = [
    { subscriptionKind: 'shape', status: 'active', count: 40 },
    { subscriptionKind: 'shape', status: 'ceased', count: 7 },
    { subscriptionKind: 'business-everywhere', status: 'suspended', count: 2 },
  ] as const;
  expect(fittingCount([...groups], null)).toBe(42);
  expect(fittingCount([...groups], { subscriptionKind: 'shape', status: 'active' })).toBe(40);
  const all = choose(chooseAll({ search: 'x' }, null, 42), [line('b', 'business-everywhere')], false, true);
  expect(chosenCount(all)).toBe(41);
  expect(isChosen(all, line('a', 'shape', 'suspended'))).toBe(true);
  expect(isChosen(all, line('d', 'shape', 'ceased'))).toBe(false);
  expect(selectionOf(all)).toEqual({
    filter: { search: 'x', status: ['active', 'suspended', 'pending'] },
    except: ['b'],
  });
  const some = chooseAll({ status: ['ceased', 'suspended'] }, null, 2);
  expect(selectionOf(some)).toEqual({ filter: { status: ['suspended'] }, except: [] });
});
