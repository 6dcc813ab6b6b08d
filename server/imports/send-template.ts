import { type Locale } from '../platform/call.ts';
import type { Call } from '../platform/call.ts';
import type { ExportColumn } from '../platform/export/export-column.ts';
import { tableFile } from '../platform/export/table-file.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { texts } from '../platform/texts.ts';

/** An empty table with the right columns, in the words of a language: to be filled in. */
export async function sendTemplate(
  call: Call,
  { format, locale }: { format: 'csv' | 'xlsx'; locale: Locale },
): Promise<HeldStream> {
  const spoken = texts(locale);
  const headers = [
    spoken.t({ id: 'imports.field.number', message: 'Number' }),
    spoken.t({ id: 'imports.field.add', message: 'Options to add' }),
    spoken.t({ id: 'imports.field.remove', message: 'Options to remove' }),
  ];
  const columns = headers.map((header): ExportColumn<never> => ({
    header,
    kind: 'text',
    width: 32,
    of: () => '',
  }));
  const title = spoken.t({ id: 'imports.template', message: 'Template for options' });
  return tableFile({ format, locale, title, at: call.now, columns, rows: none() });
}

async function* none(): AsyncGenerator<never[]> {}
