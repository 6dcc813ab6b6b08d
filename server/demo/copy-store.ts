import { type RawBuilder, sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import { copiedIccid, copiedImsi, copiedMsisdn } from './number-store.ts';

/** A part of a company's fleet that is a copy of the pattern's first lines. */
export type FleetCopy = {
  organisationId: string;
  /** Who is told to have ordered what the pattern's manager has. */
  personId: string;
  /** How many of the pattern's lines. */
  lines: number;
  /** Place of its first line among all invented ones. */
  place: number;
  accounts: { id: string; number: string }[];
};

type Values = Record<string, RawBuilder<unknown>>;

/** Counted on from the pattern's, so that two parts of one company have none in common. */
const copiedPersonnelNumber = sql`CASE WHEN row.personnel_number = '' THEN ''
  ELSE 'P' || (substr(row.personnel_number, 2)::bigint + copy.place) END`;

/** What is copied, in an order that foreign keys allow. Of each table `row` is the pattern's row, `copy` where it is copied to. */
const tables: { name: string; values: Values; from: RawBuilder<unknown> }[] = [
  {
    name: 'line',
    values: {
      id: copied('id'),
      billing_account_id: sql`account.id`,
      billing_account_number: sql`account.number`,
      msisdn: copiedMsisdn,
      iccid: copiedIccid,
      imsi: copiedImsi,
      personnel_number: copiedPersonnelNumber,
    },
    from: ofLines('line', 'id', true),
  },
  {
    name: 'line_state',
    values: { line_id: copied('line_id'), billing_account_id: sql`account.id` },
    from: ofLines('line_state', 'line_id', true),
  },
  {
    name: 'sim',
    values: { line_id: copied('line_id'), iccid: copiedIccid, imsi: copiedImsi },
    from: ofLines('sim', 'line_id'),
  },
  {
    name: 'line_option',
    values: {
      id: copied('id'),
      line_id: copied('line_id'),
      added_by_item: copied('added_by_item'),
      ended_by_item: copied('ended_by_item'),
      modified_by_item: copied('modified_by_item'),
    },
    from: ofLines('line_option', 'line_id'),
  },
  {
    name: 'holder',
    values: {
      id: copied('id'),
      personnel_number: copiedPersonnelNumber,
    },
    from: sql`copy JOIN pattern_holder AS pattern ON pattern.lines <= copy.lines
      JOIN holder AS row ON row.id = pattern.id ORDER BY copy.nr, pattern.lines`,
  },
  {
    name: 'line_holder',
    values: { id: copied('id'), line_id: copied('line_id'), target_id: copied('target_id') },
    from: ofLines('line_holder', 'line_id'),
  },
  {
    name: 'line_cost_centre',
    values: {
      id: copied('id'),
      line_id: copied('line_id'),
      target_id: sql`(SELECT own.id FROM cost_centre AS theirs JOIN cost_centre AS own USING (code)
        WHERE theirs.id = row.target_id AND own.organisation_id = copy.organisation_id)`,
    },
    from: ofLines('line_cost_centre', 'line_id'),
  },
  { name: 'line_drift', values: { line_id: copied('line_id') }, from: ofLines('line_drift', 'line_id') },
  {
    name: 'simulator.subscriber',
    values: { iccid: copiedIccid, msisdn: copiedMsisdn },
    from: sql`copy JOIN pattern_line AS pattern ON pattern.rank < copy.lines
      JOIN simulator.subscriber AS row ON row.iccid = pattern.iccid ORDER BY copy.nr, pattern.rank`,
  },
  {
    name: 'product_order',
    values: {
      id: copied('id'),
      requested_by: sql`CASE WHEN row.requested_by IS NULL THEN NULL ELSE copy.person_id END`,
      idempotency_key: sql`row.idempotency_key || '-' || copy.nr`,
      quote_id: sql`NULL`,
      billing_account_ids: sql`ARRAY(SELECT DISTINCT account.id FROM copied_account AS account
        WHERE account.nr = copy.nr AND account.pattern_id = ANY(row.billing_account_ids))`,
      ends_order_id: copied('ends_order_id'),
      undoes_order_id: copied('undoes_order_id'),
    },
    from: sql`copy JOIN pattern_order AS pattern ON pattern.lines <= copy.lines
      JOIN product_order AS row ON row.id = pattern.id ORDER BY row.number, copy.nr`,
  },
  {
    name: 'order_item',
    values: {
      id: copied('id'),
      order_id: copied('order_id'),
      line_id: copied('line_id'),
      billing_account_id: sql`account.id`,
      msisdn: copiedMsisdn,
      iccid: copiedIccid,
    },
    from: sql`copy JOIN pattern_order ON pattern_order.lines <= copy.lines
      JOIN order_item AS row ON row.order_id = pattern_order.id
      JOIN pattern_line AS pattern ON pattern.id = row.line_id
      JOIN copied_account AS account ON account.nr = copy.nr AND account.pattern_id = row.billing_account_id
      ORDER BY row.sequence, copy.nr`,
  },
  {
    name: 'notification',
    values: {
      id: copied('id'),
      person_id: sql`copy.person_id`,
      target: sql`'/orders/' || ${copiedId(sql`pattern.id`)}`,
    },
    from: sql`copy JOIN pattern_order AS pattern ON pattern.lines <= copy.lines
      JOIN notification AS row ON row.target = '/orders/' || pattern.id`,
  },
];

/** The tables that `copyFleets` writes. */
export const copiedTables = tables.map(({ name }) => name);

/**
 * Copies lines and their history of one company into others, by one statement a table. A copy has numbers and SIMs by its place, and the
 * orders of which it has all lines. Ids are those of the pattern but for their first 32 bits.
 */
export async function copyFleets(call: Call, patternId: string, copies: FleetCopy[]): Promise<void> {
  await prepare(call, patternId, copies);
  for (const { name, values, from } of tables) {
    const { rows } = await sql<{ name: string }>`
      SELECT attname AS name FROM pg_attribute WHERE attrelid = ${name}::regclass AND attnum > 0
        AND NOT attisdropped AND attgenerated = '' AND attidentity = '' ORDER BY attnum`.execute(call.db);
    const all: Values = { organisation_id: sql`copy.organisation_id`, ...values };
    const columns = rows.map((column) => sql.ref(column.name));
    const copies = rows.map((column) => all[column.name] ?? sql.ref(`row.${column.name}`));
    await sql`INSERT INTO ${sql.table(name.includes('.') ? name : `public.${name}`)} (${sql.join(columns)}) SELECT ${sql.join(copies)} FROM ${from}`.execute(
      call.db,
    );
  }
}

async function prepare(call: Call, patternId: string, copies: FleetCopy[]): Promise<void> {
  await sql`CREATE TEMPORARY TABLE pattern_line ON COMMIT DROP AS
    SELECT id, iccid, (row_number() OVER (ORDER BY iccid) - 1)::integer AS rank
    FROM line WHERE organisation_id = ${patternId}`.execute(call.db);
  await sql`CREATE TEMPORARY TABLE pattern_order ON COMMIT DROP AS
    SELECT order_item.order_id AS id, max(rank) + 1 AS lines
    FROM order_item JOIN pattern_line ON pattern_line.id = order_item.line_id GROUP BY 1`.execute(call.db);
  await sql`CREATE TEMPORARY TABLE pattern_holder ON COMMIT DROP AS
    SELECT line_holder.target_id AS id, min(rank) + 1 AS lines
    FROM line_holder JOIN pattern_line ON pattern_line.id = line_holder.line_id GROUP BY 1`.execute(call.db);
  await sql`CREATE TEMPORARY TABLE copy ON COMMIT DROP AS
    SELECT nr, "organisationId" AS organisation_id, "personId" AS person_id, lines, place,
      lpad(to_hex(26214400 + nr), 8, '0') AS prefix
    FROM jsonb_to_recordset(${JSON.stringify(copies.map((copy, nr) => ({ ...copy, nr })))}::jsonb)
      AS given (nr integer, "organisationId" uuid, "personId" uuid, lines integer, place bigint)`.execute(
    call.db,
  );
  await sql`CREATE TEMPORARY TABLE copied_account ON COMMIT DROP AS
    WITH pattern AS (
      SELECT id, row_number() OVER (ORDER BY number) - 1 AS place FROM billing_account
      WHERE organisation_id = ${patternId})
    SELECT given.nr, pattern.id AS pattern_id, account ->> 'number' AS number, (account ->> 'id')::uuid AS id
    FROM jsonb_to_recordset(${JSON.stringify(copies.map(({ accounts }, nr) => ({ nr, accounts })))}::jsonb)
      AS given (nr integer, accounts jsonb)
    CROSS JOIN pattern
    CROSS JOIN LATERAL (
      SELECT accounts -> ((given.nr * 3 + pattern.place) % jsonb_array_length(accounts))::integer AS account) AS chosen`.execute(
    call.db,
  );
  for (const table of ['pattern_line', 'pattern_order', 'pattern_holder', 'copy', 'copied_account'])
    await sql`ANALYZE ${sql.table(table)}`.execute(call.db);
}

/** Rows of a table of lines, in the order of the copies, as a migration would add them. */
function ofLines(table: string, lineId: string, hasAccount = false): RawBuilder<unknown> {
  const account = sql`JOIN copied_account AS account ON account.nr = copy.nr AND account.pattern_id = row.billing_account_id`;
  return sql`copy JOIN pattern_line AS pattern ON pattern.rank < copy.lines
    JOIN ${sql.table(`public.${table}`)} AS row ON ${sql.ref(`row.${lineId}`)} = pattern.id
    ${hasAccount ? account : sql``} ORDER BY copy.nr, pattern.rank`;
}

function copied(column: string): RawBuilder<unknown> {
  return copiedId(sql.ref(`row.${column}`));
}

function copiedId(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(copy.prefix || substr(${id}::text, 9))::uuid`;
}
