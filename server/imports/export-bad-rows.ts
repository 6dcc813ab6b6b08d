import { record } from '../audit/audit.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import { type Call, inTransaction, type Locale, type Person } from '../platform/call.ts';
import type { ExportColumn } from '../platform/export/export-column.ts';
import { tableFile } from '../platform/export/table-file.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { tableRows } from '../platform/reading/table-rows.ts';
import { type Texts, texts } from '../platform/texts.ts';
import { badRowsAfter, type StoredBadRow } from './bad-row-list.ts';
import { correctedRow } from './corrected-row.ts';
import { correctionsOf } from './correction-store.ts';
import { fileOf } from './file-store.ts';
import type { StoredImport } from './import-store.ts';
import { foundImport } from './read-import.ts';
import { rowProblem } from './row-words.ts';

type ReturnedRow = { cells: string[]; reason: string; fix: string };

/** Bad rows read at once. */
const batch = 1000;

/** The rows of an import that cannot be carried out, as they were sent, with the reason and the fix behind them: to be corrected and sent again. */
export async function exportBadRows(
  call: Call<Person>,
  { importId, format, locale }: { importId: string; format: 'csv' | 'xlsx'; locale: Locale },
): Promise<HeldStream> {
  const found = await foundImport(call, importId);
  const spoken = texts(locale);
  await inTransaction(call, (call) =>
    record(call, { action: 'imports.bad-rows-exported', targetKind: 'import', targetId: importId }),
  );
  return tableFile({
    format,
    locale,
    title: spoken.t({ id: 'imports.bad-rows.title', message: 'Rows to correct' }),
    at: call.now,
    columns: columnsOf(found, spoken),
    rows: returnedRows(call, found, spoken, await currentCatalogue(call)),
  });
}

function columnsOf({ columns }: StoredImport, spoken: Texts): ExportColumn<ReturnedRow>[] {
  const own = columns.map(({ name, field }, place): ExportColumn<ReturnedRow> => {
    const isIdentifier = field === 'number' || field === 'iccid';
    return {
      header: name,
      kind: isIdentifier ? 'identifier' : 'text',
      width: 24,
      of: ({ cells }) => cells[place] ?? '',
    };
  });
  return [
    ...own,
    {
      header: spoken.t({ id: 'imports.column.reason', message: 'Reason' }),
      kind: 'text',
      width: 60,
      of: ({ reason }) => reason,
    },
    {
      header: spoken.t({ id: 'imports.column.fix', message: 'What to do' }),
      kind: 'text',
      width: 60,
      of: ({ fix }) => fix,
    },
  ];
}

/** The file is read again beside its bad rows: both are in the same order. */
async function* returnedRows(
  call: Call<Person>,
  { id, size, reading, columns }: StoredImport,
  spoken: Texts,
  catalogue: Catalogue,
): AsyncGenerator<ReturnedRow[]> {
  const corrections = await correctionsOf(call, id);
  let bad: StoredBadRow[] = await badRowsAfter(call, id, 0, batch);
  let place = 0;
  let returned: ReturnedRow[] = [];
  for await (const row of tableRows(fileOf(call, id, size), reading)) {
    const next = bad[place];
    if (!next) break;
    if (next.row !== row.number) continue;
    const { cells } = correctedRow(row, columns, corrections);
    const { reason, fix } = rowProblem(spoken, catalogue, next);
    returned.push({ cells, reason, fix });
    place += 1;
    if (place < bad.length) continue;
    yield returned;
    returned = [];
    bad = await badRowsAfter(call, id, next.row, batch);
    place = 0;
  }
  if (returned.length > 0) yield returned;
}
