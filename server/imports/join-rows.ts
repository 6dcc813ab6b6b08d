import { mapInTurns } from '../platform/in-turns.ts';
import type { OptionChange } from '../quotes/contract.ts';
import type { BadRow } from './read-row.ts';

export type WishedRow<Wish = OptionChange> = { row: number; lineId: string; written: string; wish: Wish };

type AskingRow = Pick<WishedRow, 'row' | 'written'>;

/** What an import wants of each line. */
export type JoinedRows = {
  changes: OptionChange[];
  /** Which of `changes` (from 0) each line is to have. */
  of: Map<string, number>;
  /** Which rows ask for it. */
  rows: Map<string, AskingRow[]>;
  bad: BadRow[];
};

/**
 * Puts the rows of one line together, so that a file may name it once for each option. The same wish twice is taken once, and said; rows that
 * contradict each other are all bad: which of them is meant nobody can know.
 */
export async function joinRows(rows: WishedRow[]): Promise<JoinedRows> {
  const byLine = new Map<string, WishedRow | WishedRow[]>();
  await mapInTurns(rows, (row) => {
    const known = byLine.get(row.lineId);
    if (known === undefined) byLine.set(row.lineId, row);
    else if (Array.isArray(known)) known.push(row);
    else byLine.set(row.lineId, [known, row]);
  });
  const changes = changeRegister();
  const joined: JoinedRows = { changes: changes.list, of: new Map(), rows: new Map(), bad: [] };
  await mapInTurns([...byLine], ([lineId, asked]) => {
    if (!Array.isArray(asked)) {
      joined.of.set(lineId, changes.placeOf(asked.wish));
      joined.rows.set(lineId, [asked]);
      return;
    }
    const { wish, good, bad } = together(asked);
    joined.bad.push(...bad);
    if (good.length === 0) return;
    joined.of.set(lineId, changes.placeOf(wish));
    joined.rows.set(lineId, good);
  });
  return joined;
}

/** Each distinct change once. Rows share the object of their wish, so few are written out. */
function changeRegister() {
  const list: OptionChange[] = [];
  const byObject = new Map<OptionChange, number>();
  const byText = new Map<string, number>();
  const placeOf = (change: OptionChange): number => {
    const seen = byObject.get(change);
    if (seen !== undefined) return seen;
    const text = JSON.stringify(change);
    const place = byText.get(text) ?? list.push(change) - 1;
    byText.set(text, place);
    byObject.set(change, place);
    return place;
  };
  return { list, placeOf };
}

function together(asked: WishedRow[]): { wish: OptionChange; good: WishedRow[]; bad: BadRow[] } {
  const said = new Map<string, { what: string; row: number }>();
  const bad = new Map<number, BadRow>();
  for (const { row, wish } of asked) {
    const wants = wishesOf(wish);
    const before = wants.map(({ code }) => said.get(code));
    const against = wants.flatMap(({ what }, place) => {
      const earlier = before[place];
      return earlier && earlier.what !== what ? [earlier.row] : [];
    });
    const [other] = against;
    if (other !== undefined) {
      bad.set(row, { row, code: 'contradicts', written: String(other) });
      for (const each of against) bad.set(each, { row: each, code: 'contradicts', written: String(row) });
    } else if (wants.every((_, place) => before[place])) {
      bad.set(row, { row, code: 'asked-twice', written: String(before[0]?.row ?? row) });
    }
    wants.forEach(({ code, what }) => {
      if (!said.has(code)) said.set(code, { what, row });
    });
  }
  const good = asked.filter(({ row }) => !bad.has(row));
  const wish: OptionChange = {
    add: good.flatMap((each) => each.wish.add).filter(firstOfCode),
    remove: [...new Set(good.flatMap((each) => each.wish.remove))],
  };
  return { wish, good, bad: [...bad.values()] };
}

function wishesOf({ add, remove }: OptionChange): { code: string; what: string }[] {
  return [
    ...add.map(({ code, parameters }) => ({ code, what: `add ${JSON.stringify(parameters)}` })),
    ...remove.map((code) => ({ code, what: 'remove' })),
  ];
}

function firstOfCode({ code }: { code: string }, place: number, all: { code: string }[]): boolean {
  return all.findIndex((each) => each.code === code) === place;
}
