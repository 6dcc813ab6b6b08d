import { currentCatalogue } from '../catalogue/catalogue.ts';
import { mayAddCostCentres, targetNames } from '../holders/holders.ts';
import type { Call, Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import { readQuote } from '../quotes/quotes.ts';
import { badRows, countBadRows, countProblems } from './bad-row-list.ts';
import { changesOf } from './change-list.ts';
import type { BadRowList, Import, ImportList } from './contract.ts';
import { countCorrections, uncheckedAmong } from './correction-store.ts';
import { carriedOutBefore, findImport, findImports, type StoredImport } from './import-store.ts';
import { assignmentKindOf } from './judge-assignments.ts';
import { rowProblem } from './row-words.ts';

/** An import of this person as it stands. */
export async function readImport(call: Call<Person>, { importId }: { importId: string }): Promise<Import> {
  const found = await foundImport(call, importId);
  const isChecked = ['checked', 'carrying', 'submitted'].includes(found.state);
  const spoken = texts(call.actor.locale);
  const catalogue = await currentCatalogue(call);
  const problems = isChecked ? await countProblems(call, importId) : [];
  const rowsBad = await countBadRows(call, importId);
  const { refusal, ...kept } = found;
  const isBegun = found.state === 'submitted' || found.state === 'carrying';
  const before = isBegun ? undefined : await carriedOutBefore(call, found);
  return {
    ...tellShort(found, rowsBad),
    size: kept.size,
    reading: kept.reading,
    columns: kept.columns,
    rowsEmpty: kept.rowsEmpty,
    rowsSame: kept.rowsSame,
    rowsGood: isChecked ? kept.rowsRead - kept.rowsEmpty - kept.rowsSame - rowsBad : 0,
    refusal: refusal && {
      code: refusal.code,
      sentence: spoken.t({
        id: `refusal.${refusal.code}`,
        message: refusal.message,
        values: refusal.values,
      }),
    },
    problems: problems.map(({ count, key, code, values }) => ({
      ...rowProblem(spoken, catalogue, { code, values }),
      count,
      key,
    })),
    changes: isChecked && found.kind === 'options' ? await changesOf(call, importId) : [],
    targets: await targetsOf(call, found),
    addsUnknown: kept.addsUnknown,
    quote: found.state === 'checked' ? await quoteOf(call, found) : null,
    sameAs: before ? { ...before, at: before.at.toISOString() } : null,
    corrections: (await countCorrections(call, importId)).unchecked,
    orderId: kept.orderId,
  };
}

/** What this person has imported lately, the newest first. */
export async function listImports(call: Call<Person>): Promise<ImportList> {
  const found = await findImports(call, 20);
  return {
    imports: await Promise.all(found.map(async (each) => tellShort(each, await countBadRows(call, each.id)))),
  };
}

/** A page of the rows that cannot be carried out. */
export async function listBadRows(
  call: Call<Person>,
  { importId, key, page, size }: { importId: string; key?: string | undefined; page: number; size: number },
): Promise<BadRowList> {
  await foundImport(call, importId);
  const spoken = texts(call.actor.locale);
  const catalogue = await currentCatalogue(call);
  const rows = await badRows(call, importId, { only: key, page, size });
  const corrected = await uncheckedAmong(
    call,
    importId,
    rows.map(({ row }) => row),
  );
  return {
    rows: rows.map(({ row, written, code, values }) => ({
      row,
      written,
      corrected: corrected.has(row),
      ...rowProblem(spoken, catalogue, { code, values, written }),
    })),
    total: await countBadRows(call, importId, key),
    page,
    size,
  };
}

/** 404 for what another person has imported. */
export async function foundImport(call: Call<Person>, importId: string): Promise<StoredImport> {
  const found = await findImport(call, importId);
  if (!found) throw notFound();
  return found;
}

function tellShort(found: StoredImport, rowsBad: number) {
  const { id, fileName, isPasted, kind, state, progress, rowsRead, orderNumber } = found;
  const madeAt = found.madeAt.toISOString();
  return { id, fileName, isPasted, madeAt, kind, state, progress, rowsRead, rowsBad, orderNumber };
}

/** Under the names they have now; who is added by it has the name that is written in the file. */
async function targetsOf(call: Call<Person>, { kind, targets }: StoredImport): Promise<Import['targets']> {
  if (targets === null || kind === 'options') return null;
  const { added, most, unknown } = targets;
  const names = await targetNames(
    call,
    assignmentKindOf[kind],
    most.map(({ id }) => id),
  );
  return {
    added,
    most: most.map(({ id, name, isNew, count }) => ({ name: names.get(id) ?? name, isNew, count })),
    unknown: { ...unknown, mayAdd: mayAddCostCentres(call) },
  };
}

/** Null when there is nothing to order, or the prices have expired. */
async function quoteOf(call: Call<Person>, { quoteId }: StoredImport): Promise<Import['quote']> {
  if (quoteId === null) return null;
  try {
    const quote = await readQuote(call, { quoteId, page: 1, size: 1 });
    const { id, expiresAt, lineCount, eligibleCount, now, proRata, monthly, vatRate } = quote;
    return { id, expiresAt, lineCount, eligibleCount, now, proRata, monthly, vatRate };
  } catch (error) {
    if (error instanceof Refusal && [404, 410].includes(error.status)) return null;
    throw error;
  }
}
