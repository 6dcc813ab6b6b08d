import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { LineFilter } from './contract.ts';

const day = 24 * 3_600_000;

/** What the members of the filter that are about time ask of a row of `line`. */
export function dayConditions({ actor, now }: Call<Person>, filter: LineFilter): RawBuilder<SqlBool>[] {
  const activated = between('line.activated_at', filter.activatedFrom, filter.activatedTo);
  const suspended = between('line.status_since', filter.suspendedFrom, filter.suspendedTo);
  const ends = between('line_option.active_until', filter.optionEndsFrom, filter.optionEndsTo);
  const { suspendedOver, optionEndsIn } = filter;
  if (suspendedOver !== undefined)
    suspended.push(sql`line.status_since < ${new Date(now.getTime() - suspendedOver * day)}`);
  // One condition about the same option: one that ends in May and another that ends within a week are not asked for.
  if (optionEndsIn !== undefined)
    ends.push(sql`line_option.active_until < ${new Date(now.getTime() + optionEndsIn * day)}`);
  return [
    ...activated,
    ...(suspended.length > 0 ? [sql<SqlBool>`line.status = 'suspended'`, ...suspended] : []),
    ...(ends.length > 0 ? [hasOptionThat(actor, ends)] : []),
    ...(filter.underWay ? [isUnderWay(actor)] : []),
  ];
}

/** From the beginning of the one day to the end of the other, by the clock of Brussels. */
function between(column: string, from: string | undefined, to: string | undefined): RawBuilder<SqlBool>[] {
  const range: RawBuilder<SqlBool>[] = [];
  if (from !== undefined)
    range.push(sql`${sql.ref(column)} >= (${from}::date)::timestamp AT TIME ZONE 'Europe/Brussels'`);
  if (to !== undefined)
    range.push(sql`${sql.ref(column)} < (${to}::date + 1)::timestamp AT TIME ZONE 'Europe/Brussels'`);
  return range;
}

function hasOptionThat(actor: Person, conditions: RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return sql`line.id IN (SELECT line_option.line_id FROM line_option
    WHERE line_option.organisation_id = ${actor.organisationId} AND line_option.ended_at IS NULL
      AND line_option.active_until IS NOT NULL AND ${sql.join(conditions, sql` AND `)})`;
}

/** By a look at each state of the company: an index on what grows and shrinks with every order would cost each of them more. */
function isUnderWay(actor: Person): RawBuilder<SqlBool> {
  return sql`line.id IN (SELECT line_state.line_id FROM line_state
    WHERE line_state.organisation_id = ${actor.organisationId} AND line_state.open_items > 0)`;
}
