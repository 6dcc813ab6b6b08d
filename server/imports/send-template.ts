import type { output } from 'zod';
import type { Call } from '../platform/call.ts';
import type { ExportColumn } from '../platform/export/export-column.ts';
import { tableFile } from '../platform/export/table-file.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { type Texts, texts } from '../platform/texts.ts';
import type { ImportField, ImportKind, templateQuerySchema } from './contract.ts';
import { fieldName } from './field-names.ts';

/** The columns of a template: what most people need, in the order in which they think. */
const fieldsOf: Record<ImportKind, ImportField[]> = {
  options: ['number', 'add', 'remove'],
  holders: ['number', 'lastName', 'firstName', 'personnelNumber', 'email', 'from', 'until'],
  'cost-centres': ['number', 'costCentre', 'costCentreName', 'from', 'until'],
};

/** An empty table with the right columns of a kind, in the words of a language: to be filled in. */
export async function sendTemplate(
  call: Call,
  { kind, format, locale }: output<typeof templateQuerySchema>,
): Promise<HeldStream> {
  const spoken = texts(locale);
  const columns = fieldsOf[kind].map((field): ExportColumn<never> => ({
    header: fieldName(spoken, field),
    kind: 'text',
    width: 32,
    of: () => '',
  }));
  return tableFile({ format, locale, title: titleOf(spoken, kind), at: call.now, columns, rows: none() });
}

function titleOf(texts: Texts, kind: ImportKind): string {
  const t: Texts['t'] = (descriptor) => texts.t(descriptor);
  if (kind === 'holders') return t({ id: 'imports.template.holders', message: 'Template for users' });
  if (kind === 'cost-centres')
    return t({ id: 'imports.template.cost-centres', message: 'Template for cost centres' });
  return t({ id: 'imports.template', message: 'Template for options' });
}

async function* none(): AsyncGenerator<never[]> {}
