import type { Call, Person } from '../platform/call.ts';

/** An order that this person made before, with this key or from this quote. */
export async function findSubmitted(
  call: Call<Person>,
  by: { key: string } | { quoteId: string },
): Promise<{ id: string; requestHash: string } | undefined> {
  const mine = call.db
    .selectFrom('product_order')
    .select(['id', 'request_hash as requestHash'])
    .where('requested_by', '=', call.actor.personId);
  return 'key' in by
    ? mine.where('idempotency_key', '=', by.key).executeTakeFirst()
    : mine.where('quote_id', '=', by.quoteId).executeTakeFirst();
}
