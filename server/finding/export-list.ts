import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import { rowsOf } from '../platform/export/row-store.ts';
import type { Selection } from './contract.ts';
import type { ExportRow } from './export-columns.ts';
import { type LineSort, listOrder } from './line-list.ts';
import { isSelected } from './selection-store.ts';

/**
 * The lines of a selection in the order of the list, in chunks, as they are at the moment of the first: one query in a transaction of its own, read by a
 * cursor.
 */
export async function* exportRows(
  call: Call<Person>,
  selection: Selection,
  sort: LineSort,
): AsyncGenerator<ExportRow[]> {
  const query = sql<ExportRow>`
    SELECT coalesce(nullif(line.holder_name, ''), organisation.name) AS holder_name, line.msisdn, line.iccid,
      line.billing_account_number, line.cost_centre_code, coalesce(cost_centre.name, '') AS cost_centre_name, line.product, line.plan_code,
      array_to_string(line_state.option_codes, ' ') AS option_codes, line.status,
      to_char(line_state.synced_at AT TIME ZONE 'Europe/Brussels', 'YYYY-MM-DD HH24:MI') AS synced_at
    FROM line JOIN line_state ON line_state.line_id = line.id AND line_state.organisation_id = line.organisation_id
    JOIN organisation ON organisation.id = line.organisation_id
    LEFT JOIN cost_centre ON cost_centre.organisation_id = line.organisation_id AND cost_centre.code = line.cost_centre_code
    WHERE ${await isSelected(call, selection)} ORDER BY ${listOrder(sort)}`;
  yield* rowsOf(call.db, query);
}
