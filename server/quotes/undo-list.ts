import { sql } from 'kysely';
import { z } from 'zod';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { parametersSchema } from './contract.ts';

const undoneStep = z.object({
  action: z.enum(['add', 'remove', 'modify', 'suspend', 'reactivate']),
  code: z.string(),
  type: z.enum(['recurring', 'pass']),
  /** The line holds it as this step left it. */
  stands: z.boolean(),
  /** As it was before a removal or a modification, why it was suspended before a reactivation; null when that is not kept. */
  before: parametersSchema.nullable(),
});
export type UndoneStep = z.infer<typeof undoneStep>;

/** What one item did, once for all lines on which it reads the same. */
export type UndoneItems = { steps: UndoneStep[]; lineIds: string[] };

/**
 * A read model over fleet's tables and ours: what the completed items of an order did, and whether the lines hold it still as they left
 * it. Of lines the person may see today; `only` some of them when given. By position.
 */
export async function undoneItems(
  call: Call<Person>,
  orderId: string,
  only: string[] | null,
): Promise<UndoneItems[]> {
  const found = await sql<{ steps: unknown; lineIds: string[] }>`
    SELECT done.steps, array_agg(done.line_id ORDER BY done.position) AS "lineIds"
    FROM (
      SELECT i.line_id, i.position, jsonb_agg(jsonb_build_object('action', step.act, 'code', step.code, 'type', step.type,
        'stands', CASE step.act WHEN 'remove' THEN again.id IS NULL
          WHEN 'suspend' THEN line.status = 'suspended' AND line.status_reason IS NOT DISTINCT FROM step.parameters ->> 'reason'
          WHEN 'reactivate' THEN line.status = 'active' ELSE held.id IS NOT NULL END,
        'before', CASE step.act WHEN 'remove' THEN gone.parameters WHEN 'modify' THEN held.parameters_before
          WHEN 'reactivate' THEN step.parameters END)
        ORDER BY step.place) AS steps
      FROM order_item i
      JOIN line ON line.id = i.line_id AND ${withinScope(call.actor, 'line')}
      CROSS JOIN LATERAL (
        SELECT each.action ->> 'action' AS act, each.action ->> 'code' AS code, each.action ->> 'type' AS type, each.action -> 'parameters' AS parameters, each.place
        FROM jsonb_array_elements(i.actions) WITH ORDINALITY AS each (action, place)
      ) AS step
      LEFT JOIN LATERAL (
        SELECT o.id, o.parameters_before FROM line_option o
        WHERE o.line_id = i.line_id AND o.option_code = step.code AND o.ended_at IS NULL
          AND CASE step.act WHEN 'add' THEN o.added_by_item = i.id AND o.modified_by_item IS NULL
            ELSE o.modified_by_item = i.id END
        LIMIT 1
      ) AS held ON step.act <> 'remove'
      LEFT JOIN LATERAL (
        SELECT o.parameters FROM line_option o
        WHERE o.line_id = i.line_id AND o.option_code = step.code AND o.ended_by_item = i.id
        ORDER BY o.active_since DESC LIMIT 1
      ) AS gone ON step.act = 'remove'
      LEFT JOIN LATERAL (
        SELECT o.id FROM line_option o
        WHERE o.line_id = i.line_id AND o.option_code = step.code AND o.ended_at IS NULL
          AND o.added_by_item IS DISTINCT FROM i.id
        LIMIT 1
      ) AS again ON step.act = 'remove'
      WHERE i.order_id = ${orderId} AND i.state = 'completed' AND ${withinScope(call.actor, 'i')}
        AND ${only ? sql`i.line_id = ANY(${only}::uuid[])` : sql`true`}
      GROUP BY i.id
    ) AS done
    GROUP BY done.steps`.execute(call.db);
  return found.rows.map(({ steps, lineIds }) => ({ steps: z.array(undoneStep).parse(steps), lineIds }));
}
