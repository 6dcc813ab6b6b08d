import { z } from 'zod';
import { catalogueAt } from '../catalogue/catalogue.ts';
import { showMsisdn } from '../identifiers/contract.ts';
import { notify } from '../notifications/notifications.ts';
import { findPersonByEmail, readActor } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { queueMail } from '../platform/mail/mail.ts';
import { texts } from '../platform/texts.ts';
import { reasonSentence } from '../quotes/quotes.ts';
import { completionLetter, mostFailuresNamed } from './emails.ts';
import { failureSentence, keptFailure } from './failure.ts';
import { listItems } from './item-list.ts';
import { findOrder, type SeenOrder } from './order-list.ts';
import type { OrderCounts } from './order-store.ts';

/**
 * Tells the one who asked, under his bell and by mail in the language he asked in, how his order ended: of the numbers that he may
 * see today. Once for each run: an order whose failed items are sent again ends again.
 */
export async function tellOrderEnded(call: Call, order: OrderCounts): Promise<void> {
  const asked = await askerOf(call, order);
  if (!asked) return;
  const { actor } = asked;
  const seen = await findOrder(asked, order.id);
  if (!seen) return;
  const { state } = seen;
  if (state === 'planned' || state === 'acknowledged' || state === 'inProgress') return;
  await notify(call, {
    organisationId: order.organisationId,
    personId: actor.personId,
    kind: `order-${state}`,
    values: {
      number: order.number,
      done: seen.completed_count,
      failed: seen.failed_count,
      total: seen.item_count,
    },
    target: `/orders/${order.id}`,
  });
  await queueMail(call, {
    dedupeKey: `order-ended:${order.id}:${order.retries}`,
    organisationId: order.organisationId,
    recipient: actor.email,
    locale: order.locale,
    letter: completionLetter(texts(order.locale), {
      orderId: order.id,
      number: order.number,
      state,
      completed: seen.completed_count,
      failed: seen.failed_count,
      cancelled: seen.cancelled_count,
      failures: await firstFailures(asked, order, seen),
    }),
  });
}

/** A call of the one who asked, in the language he asked in; null when nobody did or he is no longer there. */
export async function askerOf(call: Call, order: OrderCounts): Promise<Call<Person> | null> {
  if (order.requestedBy === null) return null;
  const actor = await readActor(call.db, order.requestedBy);
  const stillHere = await findPersonByEmail(call.db, actor.email);
  if (actor.kind !== 'person' || !stillHere) return null;
  return { ...call, actor: { ...actor, locale: order.locale } };
}

async function firstFailures(call: Call<Person>, order: OrderCounts, seen: SeenOrder) {
  if (seen.failed_count === 0) return [];
  const spoken = texts(order.locale);
  const catalogue = await catalogueAt(call, order.catalogueVersion);
  const failed = await listItems(call, order.id, {
    states: ['failed'],
    failed: seen.failed_count,
    limit: mostFailuresNamed,
    offset: 0,
  });
  return failed.map(({ msisdn, failure }) => {
    const kept = z.nullable(keptFailure).parse(failure);
    const why = kept && failureSentence(spoken, kept, (reason) => reasonSentence(spoken, catalogue, reason));
    return { msisdn: showMsisdn(msisdn), why: why ?? '' };
  });
}
