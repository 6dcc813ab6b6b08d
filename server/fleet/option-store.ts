import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { Step, TermsOfStep } from './confirmed-action.ts';

/**
 * Writes the options that items have brought, under their terms; one that is there already for the same action is left as it is. Terms that
 * many lines share travel once.
 */
export async function insertOptions(call: Call, added: Step[], termsOfStep: TermsOfStep): Promise<void> {
  if (added.length === 0) return;
  const places = new Map<string, number>();
  const termsOfEach = added.map((step) => {
    const terms = termsOfStep(step, call.now);
    const shared = JSON.stringify({
      ...terms,
      option_code: step.action.code,
      parameters: step.action.parameters,
      pool_used: terms.pool_total === null ? null : '0',
    });
    const place = places.get(shared) ?? places.size + 1;
    places.set(shared, place);
    return place;
  });
  await sql`
    INSERT INTO line_option (id, organisation_id, line_id, option_code, catalogue_version, parameters, monthly_price, one_off_price,
      active_since, active_until, minimum_term_end, pool_unit, pool_total, pool_used, added_by_item, added_by_action)
    SELECT step.id, step.organisation_id, step.line_id, terms.option_code, terms.catalogue_version, terms.parameters,
      terms.monthly_price, terms.one_off_price, ${call.now}, terms.active_until, terms.minimum_term_end,
      terms.pool_unit, terms.pool_total, terms.pool_used, step.item_id, step.action
    FROM unnest(${added.map(() => newId())}::uuid[], ${added.map(({ organisationId }) => organisationId)}::uuid[],
        ${added.map(({ lineId }) => lineId)}::uuid[], ${added.map(({ itemId }) => itemId)}::uuid[],
        ${added.map(({ place }) => place)}::integer[], ${termsOfEach}::integer[])
        AS step (id, organisation_id, line_id, item_id, action, terms)
      JOIN jsonb_populate_recordset(NULL::line_option, ${`[${[...places.keys()].join()}]`}::jsonb) WITH ORDINALITY AS terms
        ON terms.ordinality = step.terms
    ON CONFLICT (added_by_item, added_by_action) WHERE added_by_item IS NOT NULL DO NOTHING`.execute(call.db);
}

/** Ends what is active of these options on their lines: of a pass held several times, all of it. */
export async function endOptions(call: Call, removed: Step[]): Promise<void> {
  if (removed.length === 0) return;
  await sql`
    UPDATE line_option SET ended_at = ${call.now}, ended_by_item = gone.item_id
    FROM unnest(${removed.map(({ lineId }) => lineId)}::uuid[], ${removed.map(({ action }) => action.code)}::text[],
      ${removed.map(({ itemId }) => itemId)}::uuid[]) AS gone (line_id, option_code, item_id)
    WHERE line_option.line_id = gone.line_id AND line_option.option_code = gone.option_code
      AND line_option.ended_at IS NULL`.execute(call.db);
}

/** Sets the parameters of options that are active, and keeps those before; returns the steps whose line holds no row of the option. */
export async function setParameters(call: Call, modified: Step[]): Promise<Step[]> {
  if (modified.length === 0) return [];
  const wanted = modified.map(({ itemId, lineId, action }, place) => ({
    place,
    item_id: itemId,
    line_id: lineId,
    option_code: action.code,
    parameters: action.parameters,
  }));
  const written = await sql<{ place: number }>`
    UPDATE line_option SET parameters = wanted.parameters, parameters_before = line_option.parameters,
      modified_by_item = wanted.item_id
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      AS wanted (place integer, item_id uuid, line_id uuid, option_code text, parameters jsonb)
    WHERE line_option.line_id = wanted.line_id AND line_option.option_code = wanted.option_code
      AND line_option.ended_at IS NULL
    RETURNING wanted.place`.execute(call.db);
  const done = new Set(written.rows.map(({ place }) => place));
  return modified.filter((_, place) => !done.has(place));
}

/** Sorted, each once, as `line_state.option_codes` holds them. */
const activeCodes = sql`ARRAY(
  SELECT DISTINCT line_option.option_code FROM line_option
  WHERE line_option.line_id = line_state.line_id AND line_option.ended_at IS NULL
  ORDER BY line_option.option_code)`;

/**
 * One open item less for each item that ended, however it ended; where something was done, the list of codes is made equal to the
 * active options, and where the network did it the line counts as just confirmed. What was done by hand was no longer open.
 */
export async function writeEndedItems(
  call: Call,
  items: { lineId: string; state: string; byHand?: boolean }[],
): Promise<void> {
  const lineIds = items.map(({ lineId }) => lineId);
  // The ids once more as an array: the rows are then found in the order of the index, in one pass.
  await sql`
    UPDATE line_state SET
      open_items = greatest(open_items - ended.items, 0),
      version = version + 1,
      option_codes = CASE WHEN ended.changed THEN ${activeCodes} ELSE option_codes END,
      synced_at = CASE WHEN ended.confirmed THEN ${call.now} ELSE synced_at END
    FROM (
      SELECT line_id, (count(*) FILTER (WHERE NOT by_hand))::integer AS items,
        bool_or(state = 'completed') AS changed, bool_or(state = 'completed' AND NOT by_hand) AS confirmed
      FROM unnest(${lineIds}::uuid[], ${items.map(({ state }) => state)}::text[],
        ${items.map(({ byHand = false }) => byHand)}::boolean[]) AS item (line_id, state, by_hand)
      GROUP BY line_id
    ) AS ended
    WHERE line_state.line_id = ANY(${lineIds}::uuid[]) AND line_state.line_id = ended.line_id`.execute(
    call.db,
  );
}

/** Lines that hold an option whose time is over, at most this many, the longest over first. */
export async function findExpired(call: Call, atMost: number): Promise<string[]> {
  const due = await sql<{ line_id: string }>`
    SELECT line_id FROM line_option WHERE ended_at IS NULL AND active_until <= ${call.now}
    ORDER BY active_until LIMIT ${atMost}`.execute(call.db);
  return [...new Set(due.rows.map((row) => row.line_id))];
}

export type ExpiredOption = { organisationId: string; lineId: string; code: string };

/** Ends what is over on these lines at the moment it was over, of which the network is to be told; returns the options that ended, and the lines changed. */
export async function endExpired(
  call: Call,
  lineIds: string[],
): Promise<{ ended: ExpiredOption[]; lines: { organisationId: string; lineId: string }[] }> {
  const ended = await sql<ExpiredOption>`
    UPDATE line_option SET ended_at = active_until, leaves_network = true
    WHERE line_id = ANY(${lineIds}::uuid[]) AND ended_at IS NULL AND active_until <= ${call.now}
    RETURNING organisation_id AS "organisationId", line_id AS "lineId", option_code AS code`.execute(call.db);
  const changed = await sql<{ organisationId: string; lineId: string }>`
    UPDATE line_state SET option_codes = ${activeCodes}, version = version + 1
    WHERE line_id = ANY(${lineIds}::uuid[])
    RETURNING organisation_id AS "organisationId", line_id AS "lineId"`.execute(call.db);
  return { ended: ended.rows, lines: changed.rows };
}
