import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** What a line shows of its holder; empty texts: nobody. */
export type ShownHolder = { lineId: string; firstName: string; lastName: string; personnelNumber: string };

/** Makes lines show these holders. Lines that show them already are not touched. */
export async function showHolders(call: Call, shown: ShownHolder[]): Promise<void> {
  await sql`
    UPDATE line SET holder_first_name = shown.first_name, holder_last_name = shown.last_name,
      personnel_number = shown.personnel_number
    FROM unnest(${shown.map(({ lineId }) => lineId)}::uuid[], ${shown.map(({ firstName }) => firstName)}::text[],
      ${shown.map(({ lastName }) => lastName)}::text[], ${shown.map((each) => each.personnelNumber)}::text[])
      AS shown (line_id, first_name, last_name, personnel_number)
    WHERE line.id = shown.line_id AND (line.holder_first_name, line.holder_last_name, line.personnel_number)
      <> (shown.first_name, shown.last_name, shown.personnel_number)`.execute(call.db);
}

/** Makes lines show these codes of cost centres; the empty one: none. Lines that show them already are not touched. */
export async function showCostCentres(call: Call, shown: { lineId: string; code: string }[]): Promise<void> {
  await sql`
    UPDATE line SET cost_centre_code = shown.code
    FROM unnest(${shown.map(({ lineId }) => lineId)}::uuid[], ${shown.map(({ code }) => code)}::text[])
      AS shown (line_id, code)
    WHERE line.id = shown.line_id AND line.cost_centre_code <> shown.code`.execute(call.db);
}
