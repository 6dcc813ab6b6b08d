import { type RawBuilder, sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { CostCentre, CostCentreList } from './contract.ts';
import { fitsWord, wordsOf } from './holder-list.ts';

type Stored = Omit<CostCentre, 'closedAt'> & { closedAt: Date | null };

/** A page of the company's cost centres by code, those that fit the words; the closed ones last. */
export async function listCostCentres(
  call: Call<Person>,
  wanted: { search?: string | undefined; open?: 'true' | 'false' | undefined; page: number; size: number },
): Promise<CostCentreList> {
  const { search, open, page, size } = wanted;
  const conditions = [
    sql`cost_centre.organisation_id = ${call.actor.organisationId}`,
    ...wordsOf(search).map((word) => fitsWord('cost_centre', word)),
    ...(open === undefined ? [] : [open === 'true' ? sql`closed_at IS NULL` : sql`closed_at IS NOT NULL`]),
  ];
  const fits = sql.join(conditions, sql` AND `);
  const found = await sql<Stored>`
    SELECT ${costCentreColumns(call.actor)}
    FROM (SELECT * FROM cost_centre WHERE ${fits}
      ORDER BY closed_at IS NOT NULL, code LIMIT ${size} OFFSET ${(page - 1) * size}) AS cost_centre
    ORDER BY cost_centre.closed_at IS NOT NULL, cost_centre.code`.execute(call.db);
  const counted = await sql<{
    total: number;
  }>`SELECT count(*) AS total FROM cost_centre WHERE ${fits}`.execute(call.db);
  return { costCentres: found.rows.map(asTold), total: counted.rows[0]?.total ?? 0 };
}

/** One cost centre, or undefined when it does not exist for this person. */
export async function findCostCentre(call: Call<Person>, id: string): Promise<CostCentre | undefined> {
  const found = await sql<Stored>`
    SELECT ${costCentreColumns(call.actor)} FROM cost_centre
    WHERE cost_centre.id = ${id} AND cost_centre.organisation_id = ${call.actor.organisationId}`.execute(
    call.db,
  );
  const [row] = found.rows;
  return row && asTold(row);
}

/** Counted by the codes that lines show, which an index holds: a cost centre may have a hundred thousand. */
function costCentreColumns(actor: Person): RawBuilder<unknown> {
  return sql`cost_centre.id, cost_centre.code, cost_centre.name, cost_centre.closed_at AS "closedAt",
    (SELECT count(*) FROM line WHERE line.cost_centre_code = cost_centre.code AND ${withinScope(actor, 'line')}) AS lines`;
}

function asTold(row: Stored): CostCentre {
  return { ...row, closedAt: row.closedAt?.toISOString() ?? null };
}
