import type { Client } from 'pg';

export type Column = {
  name: string;
  /** As PostgreSQL writes it: `numeric(12,2)`, `text[]`. */
  type: string;
  /** Name in pg_type, of the element for an array. */
  baseType: string;
  isArray: boolean;
  notNull: boolean;
  /** '' | 'a' always | 'd' by default (GENERATED … AS IDENTITY). */
  identity: string;
  /** The expression of GENERATED ALWAYS AS (…). */
  generated: string | null;
  default: string | null;
  comment: string | null;
};

export type Table = {
  oid: number;
  name: string;
  /** r table, p partitioned table, v view, m materialised view. */
  kind: string;
  comment: string | null;
  options: string[] | null;
  partitionKey: string | null;
  view: string | null;
  columns: Column[];
  constraints: { name: string; kind: string; definition: string; columns: string[] }[];
  indexes: string[];
  triggers: string[];
  statistics: string[];
};

// What the migrator and PostgreSQL keep for themselves says nothing about the portal.
const ours = (
  schema: string,
) => `${schema} IN (SELECT oid FROM pg_namespace WHERE nspname <> 'information_schema'
  AND nspname NOT LIKE 'pg\\_%')`;
const ownTables = `${ours('c.relnamespace')} AND NOT c.relispartition
  AND c.relname NOT LIKE 'kysely\\_%' AND c.relname <> 'migration_fingerprint'`;
/** As it is written in a query: with its schema, unless that is public. */
const qualified = (schema: string, name: string) =>
  `CASE ${schema}::regnamespace::text WHEN 'public' THEN '' ELSE ${schema}::regnamespace || '.' END || ${name}`;

/** Every table and view, with all that belongs to it, by name. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.oid::int AS oid, ${qualified('c.relnamespace', 'c.relname')} AS name, c.relkind::text AS kind, obj_description(c.oid, 'pg_class') AS comment,
      c.reloptions AS options,
      CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionKey",
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END AS view,
      coalesce((
        SELECT json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'baseType', coalesce(e.typname, t.typname), 'isArray', e.oid IS NOT NULL,
          'notNull', a.attnotnull, 'identity', a.attidentity,
          'generated', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
          'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
          'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns,
      coalesce((
        SELECT json_agg(json_build_object('name', k.conname, 'kind', k.contype, 'definition', pg_get_constraintdef(k.oid, true),
          'columns', (SELECT json_agg(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)))
          ORDER BY array_position('{p,u,x,c,f}', k.contype::text), k.conname)
        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x', 'c', 'f')), '[]') AS constraints,
      coalesce((
        SELECT json_agg(pg_get_indexdef(i.indexrelid) ORDER BY ic.relname)
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid
          AND k.contype IN ('p', 'u', 'x'))), '[]') AS indexes,
      coalesce((
        SELECT json_agg(pg_get_triggerdef(g.oid, true) ORDER BY g.tgname)
        FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal), '[]') AS triggers,
      coalesce((
        SELECT json_agg(pg_get_statisticsobjdef(s.oid) ORDER BY s.stxname)
        FROM pg_statistic_ext s WHERE s.stxrelid = c.oid), '[]') AS statistics
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${ownTables}
      AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.objid = c.oid AND x.deptype = 'e')
    ORDER BY c.relnamespace <> 'public'::regnamespace, 2`);
  return rows;
}

const notOfExtension = (oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend x WHERE x.objid = ${oid} AND x.deptype = 'e')`;

/** What stands beside the tables: one statement each, by name. Nothing that an extension brought. */
export async function readOthers(client: Client): Promise<{
  schemas: string[];
  extensions: string[];
  types: string[];
  functions: string[];
  sequences: string[];
  enums: Map<string, string[]>;
}> {
  const texts = async (query: string): Promise<string[]> => {
    const { rows } = await client.query<{ text: string }>(query);
    return rows.map((row) => row.text);
  };
  const enums = await client.query<{ name: string; labels: string[] }>(`
    SELECT ${qualified('t.typnamespace', 't.typname')} AS name, array_agg(l.enumlabel::text ORDER BY l.enumsortorder) AS labels
    FROM pg_type t JOIN pg_enum l ON l.enumtypid = t.oid
    WHERE ${ours('t.typnamespace')} GROUP BY 1 ORDER BY 1`);
  return {
    enums: new Map(enums.rows.map((row) => [row.name, row.labels])),
    schemas:
      await texts(`SELECT 'CREATE SCHEMA ' || nspname || ';' || coalesce(' -- ' || obj_description(oid, 'pg_namespace'), '') AS text
      FROM pg_namespace WHERE ${ours('oid')} AND nspname <> 'public' ORDER BY nspname`),
    extensions: await texts(`SELECT 'CREATE EXTENSION ' || quote_ident(extname) || ';' AS text
      FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`),
    types: await texts(`
      SELECT CASE t.typtype
        WHEN 'e' THEN 'CREATE TYPE ' || ${qualified('t.typnamespace', 't.typname')} || ' AS ENUM (' ||
          (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) || ');'
        ELSE 'CREATE DOMAIN ' || ${qualified('t.typnamespace', 't.typname')} || ' AS ' || format_type(t.typbasetype, t.typtypmod) || coalesce(' ' ||
          (SELECT string_agg(pg_get_constraintdef(k.oid, true), ' ' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid), '') || ';'
        END AS text
      FROM pg_type t WHERE ${ours('t.typnamespace')} AND t.typtype IN ('e', 'd') AND ${notOfExtension('t.oid')}
      ORDER BY t.typname`),
    functions: await texts(`
      SELECT coalesce('-- ' || obj_description(p.oid, 'pg_proc') || E'\\n', '') || rtrim(pg_get_functiondef(p.oid), E'\\n ') || ';' AS text
      FROM pg_proc p WHERE ${ours('p.pronamespace')} AND p.prokind IN ('f', 'p') AND ${notOfExtension('p.oid')}
      ORDER BY p.proname, p.oid::regprocedure::text`),
    sequences: await texts(`
      SELECT 'CREATE SEQUENCE ' || ${qualified('c.relnamespace', 'c.relname')} || ' AS ' || format_type(s.seqtypid, NULL) || ';' AS text
      FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
      WHERE ${ownTables} AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.objid = c.oid AND x.deptype IN ('i', 'e'))
      ORDER BY c.relname`),
  };
}
