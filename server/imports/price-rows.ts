import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import { changeSchema } from '../quotes/contract.ts';
import { type LeftOut, quoteWishes } from '../quotes/quotes.ts';
import {
  type BadRowToKeep,
  endCheck,
  insertBadRows,
  holdImport,
  type TakenImport,
  wishedRows,
} from './check-store.ts';
import { type JoinedRows, joinRows } from './join-rows.ts';

/** Options that one order can name: as many as a request can. */
const mostOptions = 50;

/**
 * Prices the good rows of an import in one quote, over all its lines and what is wanted of each. What the rules refuse becomes bad rows. All in one
 * transaction: an import is checked when it has its price. false: it was given up, or taken over by another.
 */
export async function priceRows(caller: Call<Person>, taken: TakenImport): Promise<boolean> {
  return inTransaction(caller, async (call) => {
    if (!(await holdImport(call, taken))) return false;
    const joined = await joinRows(await wishedRows(call, taken, changeSchema));
    refuseTooManyOptions(joined);
    const quoted = joined.of.size === 0 ? null : await quoteWishes(call, joined);
    await insertBadRows(call, taken, [...joined.bad, ...refusedRows(joined, quoted)]);
    await endCheck(call, taken, { quoteId: quoted?.quote.id ?? null, rowsSame: 0, targets: null });
    return true;
  });
}

function refusedRows(
  joined: JoinedRows,
  quoted: { leftOut: LeftOut[]; lineIds: string[] } | null,
): BadRowToKeep[] {
  if (!quoted) return [];
  const rowsOf = (lineId: string) => joined.rows.get(lineId) ?? [];
  const refused = quoted.leftOut.flatMap(({ lineIds, reasons, wayOut }) => {
    const values = { reasons, wayOut };
    return lineIds.flatMap(rowsOf).map(({ row, written }) => ({ row, code: 'rules', written, values }));
  });
  const inSight = new Set(quoted.lineIds);
  const gone = [...joined.of.keys()].filter((lineId) => !inSight.has(lineId));
  const unknown = gone.flatMap(rowsOf).map(({ row, written }) => ({ row, code: 'number-unknown', written }));
  return [...refused, ...unknown];
}

function refuseTooManyOptions({ changes }: JoinedRows): void {
  const added = new Set(changes.flatMap(({ add }) => add.map(({ code }) => code)));
  const removed = new Set(changes.flatMap(({ remove }) => remove));
  if (Math.max(added.size, removed.size) <= mostOptions) return;
  throw new Refusal(
    422,
    'import-too-many-options',
    'This file names more than {most} different options. Divide it into several files.',
    { values: { most: mostOptions } },
  );
}
