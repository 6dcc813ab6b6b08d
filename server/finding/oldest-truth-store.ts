import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';

/** What was found of a customer number is taken for true this long: every line of it is looked at to find it (100,000: 30 ms). */
const rememberedMs = 30_000;
const remembersAtMost = 10_000;

type Remembered = { oldest: Date | null; lookedAt: Date };
const remembered = new Map<string, Remembered>();

/**
 * When the network confirmed the line that it confirmed longest ago, of all the person sees; null without lines. It may be what held half
 * a minute ago: no line ever becomes older by itself, so what is said is at worst a little too old, never too fresh. No index has the
 * time, because every item that ends changes it (migration 0028).
 */
export async function oldestTruth(call: Call<Person>): Promise<Date | null> {
  const accounts = await sql<{ id: string }>`
    SELECT id FROM (SELECT id, id AS billing_account_id, organisation_id FROM billing_account) AS account
    WHERE ${withinScope(call.actor, 'account')}`.execute(call.db);
  const ids = accounts.rows.map(({ id }) => id);
  const due = ids.filter((id) => !isFresh(remembered.get(id), call.now));
  const fresh = ids.filter((id) => !due.includes(id)).map((id) => remembered.get(id)?.oldest ?? null);
  const truths = [...fresh, ...(await lookAgain(call, due))].filter((truth) => truth !== null);
  return truths.reduce<Date | null>((oldest, truth) => (oldest && oldest <= truth ? oldest : truth), null);
}

/** While one looks, the others are answered with what is remembered. */
async function lookAgain(call: Call<Person>, accountIds: string[]): Promise<(Date | null)[]> {
  if (accountIds.length === 0) return [];
  for (const id of accountIds) {
    const known = remembered.get(id);
    if (known) known.lookedAt = call.now;
  }
  const looked = await sql<{ id: string; oldest: Date | null }>`
    SELECT account.id, (SELECT min(synced_at) FROM line_state
      WHERE organisation_id = ${call.actor.organisationId} AND billing_account_id = account.id) AS oldest
    FROM unnest(${accountIds}::uuid[]) AS account (id)`.execute(call.db);
  if (remembered.size > remembersAtMost) remembered.clear();
  for (const { id, oldest } of looked.rows) remembered.set(id, { oldest, lookedAt: call.now });
  return looked.rows.map(({ oldest }) => oldest);
}

/** Also where the clock was set back. */
function isFresh(known: Remembered | undefined, now: Date): boolean {
  return known !== undefined && Math.abs(now.getTime() - known.lookedAt.getTime()) < rememberedMs;
}
