import type { Client } from 'pg';
import { readOthers, readTables, type Column, type Table } from './catalog.ts';

const head = `// The tables as TypeScript, printed by tools/print-schema.ts from the migrations. Do not edit.
import type { ColumnType } from 'kysely';

/** Has a default: may be left out of an insert. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

/** The database computes it: never written. */
export type Computed<T> = ColumnType<T, never, never>;

/** Read as Date; written as Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Read as the value it holds, to be parsed by its schema; written as JSON text, because pg would write an array as a SQL array. */
export type Json = ColumnType<unknown, string, string>;
`;

/**
 * The type `DB` for kysely: a type per table. A CHECK that lists the allowed texts becomes a union of them.
 */
export async function printTables(client: Client): Promise<string> {
  const tables = await readTables(client);
  const { enums } = await readOthers(client);
  const types = tables.map((table) => printTable(table, enums));
  const entries = tables.map(
    (table) => `  ${table.name.includes('.') ? `'${table.name}'` : table.name}: ${typeName(table.name)};`,
  );
  return `${[head, ...types].join('\n')}\nexport type DB = {\n${entries.join('\n')}\n};\n`;
}

function printTable(table: Table, enums: Map<string, string[]>): string {
  const lines = table.comment ? [`/** ${table.comment} */`] : [];
  lines.push(`export type ${typeName(table.name)} = {`);
  for (const column of table.columns) {
    if (column.comment) lines.push(`  /** ${column.comment} */`);
    lines.push(`  ${column.name}: ${columnType(column, table, enums)};`);
  }
  return [...lines, '};\n'].join('\n');
}

function typeName(table: string): string {
  return table
    .split(/[_.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function columnType(column: Column, table: Table, enums: Map<string, string[]>): string {
  const single =
    union(enums.get(column.baseType) ?? allowedTexts(column, table)) ?? scalarType(column.baseType);
  const element = column.isArray && single.includes('|') ? `(${single})` : single;
  const value = column.isArray ? `${element}[]` : single;
  const nullable = column.notNull || table.view !== null ? value : `${value} | null`;
  if (column.generated !== null || column.identity === 'a') return `Computed<${nullable}>`;
  return column.default !== null || column.identity === 'd' ? `Generated<${nullable}>` : nullable;
}

function union(texts: string[]): string | undefined {
  if (texts.length === 0) return undefined;
  return texts.map((text) => `'${text.replaceAll("'", "\\'")}'`).join(' | ');
}

/** From `CHECK (role = ANY (ARRAY['manager'::text, …]))`, and from `<@` for an array column. */
function allowedTexts(column: Column, table: Table): string[] {
  for (const { kind, definition, columns } of table.constraints) {
    if (kind !== 'c' || columns.length !== 1 || columns[0] !== column.name) continue;
    const list =
      /^CHECK \(\w+ = ANY \(ARRAY\[([^\]]*)\]\)\)$/.exec(definition) ??
      /^CHECK \(\w+ <@ ARRAY\[([^\]]*)\]\)$/.exec(definition);
    const texts = [...(list?.[1] ?? '').matchAll(/'((?:[^']|'')*)'::text/g)].map(([, text = '']) => text);
    if (texts.length > 0) return texts.map((text) => text.replaceAll("''", "'"));
    const single = /^CHECK \(\w+ = '((?:[^']|'')*)'::text\)$/.exec(definition)?.[1];
    if (single !== undefined) return [single.replaceAll("''", "'")];
  }
  return [];
}

/** As server/platform/database/column-parsers.ts and pg read it. */
function scalarType(baseType: string): string {
  switch (baseType) {
    case 'bool':
      return 'boolean';
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float4':
    case 'float8':
      return 'number';
    case 'timestamptz':
      return 'Timestamp';
    case 'json':
    case 'jsonb':
      return 'Json';
    case 'bytea':
      return 'Buffer';
    default:
      return 'string';
  }
}
