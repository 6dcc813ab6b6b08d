import { describe, expect, it } from 'vitest';
import { joinRows } from './join-rows.ts';

const add = (...codes: string[]) => ({ add: codes.map((code) => ({ code, parameters: {} })), remove: [] });
const set = (code: string, limit: string) => ({ add: [{ code, parameters: { limit } }], remove: [] });
const remove = (...codes: string[]) => ({ add: [], remove: codes });

type Wish = ReturnType<typeof add> | ReturnType<typeof set> | ReturnType<typeof remove>;

/** Rows of line `a`, from row 2 on. */
async function joined(...wishes: Wish[]) {
  const rows = wishes.map((wish, place) => ({ row: place + 2, lineId: 'a', written: '', wish }));
  const { changes, of, bad } = await joinRows(rows);
  const place = of.get('a');
  return {
    wanted: place === undefined ? null : changes[place],
    bad: bad
      .toSorted((one, other) => one.row - other.row)
      .map(({ row, code, written }) => `${row} ${code} ${written}`),
  };
}

describe('rows of one number', () => {
  it('are put together', async () => {
    expect(await joined(add('roaming'), remove('voicemail'), add('traveller'))).toEqual({
      wanted: {
        add: [
          { code: 'roaming', parameters: {} },
          { code: 'traveller', parameters: {} },
        ],
        remove: ['voicemail'],
      },
      bad: [],
    });
  });

  it('that ask for the same count once, and the later one says so', async () => {
    expect(await joined(add('roaming'), add('roaming'), add('roaming'))).toEqual({
      wanted: add('roaming'),
      bad: ['3 asked-twice 2', '4 asked-twice 2'],
    });
  });

  it('that contradict each other are all bad, and what else was asked stays', async () => {
    expect(await joined(add('roaming'), remove('roaming'), add('traveller'))).toEqual({
      wanted: add('traveller'),
      bad: ['2 contradicts 3', '3 contradicts 2'],
    });
    expect(await joined(set('control', '50'), set('control', '100'))).toEqual({
      wanted: null,
      bad: ['2 contradicts 3', '3 contradicts 2'],
    });
  });
});

it('the same wish of many numbers is kept once', async () => {
  const rows = ['a', 'b', 'c'].map((lineId, row) => ({ row, lineId, written: '', wish: add('roaming') }));
  const { changes, of } = await joinRows(rows);
  expect(changes).toEqual([add('roaming')]);
  expect([...of.values()]).toEqual([0, 0, 0]);
});
