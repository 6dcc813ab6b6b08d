import type { Client } from 'pg';
import { readOthers, readTables, type Column, type Table } from './catalog.ts';

/** The whole schema as SQL to read: one place per table with what each column means, in the order of names. */
export async function printSchema(client: Client): Promise<string> {
  const { schemas, extensions, types, functions, sequences } = await readOthers(client);
  const tables = await readTables(client);
  const parts = [
    '-- The schema that the migrations make, printed by tools/print-schema.ts. Do not edit: edit a new migration.',
    extensions.join('\n'),
    schemas.join('\n'),
    types.join('\n'),
    ...functions,
    sequences.join('\n'),
    ...tables.map(printTable),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function printTable(table: Table): string {
  const lines = table.comment ? [`-- ${table.comment}`] : [];
  if (table.view !== null) {
    const kind = table.kind === 'm' ? 'MATERIALIZED VIEW' : 'VIEW';
    lines.push(`CREATE ${kind} ${table.name} AS`, table.view.trimEnd());
  } else {
    lines.push(`CREATE TABLE ${table.name} (`, ...body(table), `)${suffix(table)};`);
  }
  for (const statement of [...table.indexes, ...table.statistics, ...table.triggers]) {
    lines.push(`${statement.replaceAll(' ON public.', ' ON ').replaceAll('FROM public.', 'FROM ')};`);
  }
  return lines.join('\n');
}

function body(table: Table): string[] {
  const rows: { text: string; comment: string | null }[] = table.columns.map((column) => ({
    text: printColumn(column, table.columns),
    comment: column.comment,
  }));
  for (const { name, definition } of table.constraints) {
    rows.push({ text: `CONSTRAINT ${name} ${definition}`, comment: null });
  }
  return rows.map(({ text, comment }, position) => {
    const comma = position < rows.length - 1 ? ',' : '';
    return `  ${text}${comma}${comment ? `  -- ${comment.replaceAll('\n', ' ')}` : ''}`;
  });
}

function printColumn(column: Column, all: Column[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  const words = [column.name.padEnd(width), column.type];
  if (column.notNull) words.push('NOT NULL');
  if (column.default !== null) words.push(`DEFAULT ${column.default}`);
  if (column.generated !== null) words.push(`GENERATED ALWAYS AS (${column.generated}) STORED`);
  if (column.identity !== '')
    words.push(`GENERATED ${column.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
  return words.join(' ');
}

function suffix(table: Table): string {
  const partition = table.partitionKey ? ` PARTITION BY ${table.partitionKey}` : '';
  const options = table.options ? ` WITH (${table.options.join(', ')})` : '';
  return `${partition}${options}`;
}
