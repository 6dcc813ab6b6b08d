/** Wrong code, and the test that is to catch it. `find` stands in the file exactly once. */
export type Mutant = {
  name: string;
  file: string;
  find: string;
  replace: string;
  caughtIn: string;
  /** Words of the test's name. */
  caughtBy: string;
};

const claims = 'server/provisioning/claim-store.ts';
const store = 'server/provisioning/store.ts';
const model = { caughtIn: 'test/faults/model-on-postgres.test.ts', caughtBy: 'as the model says' };
const worker = 'server/provisioning/worker.db.test.ts';
const lease = 'server/provisioning/lease.db.test.ts';
const cancelAndRetry = 'server/provisioning/cancel-and-retry.db.test.ts';
const submitted = 'server/orders/submit-order.db.test.ts';

export const mutants: Mutant[] = [
  {
    name: 'claim: not only the head of a line',
    file: claims,
    find: 'AND is_head AND ${claim.isProbe',
    replace: 'AND ${claim.isProbe',
    caughtIn: worker,
    caughtBy: 'two workers share the work: each item is sent once and each line keeps its order',
  },
  {
    name: 'claim: what another worker holds',
    file: claims,
    find: "state = 'inProgress' AND due_at <= ${claim.now} AND (lease_until IS NULL OR lease_until < clock_timestamp())",
    replace: "state = 'inProgress' AND due_at <= ${claim.now}",
    caughtIn: lease,
    caughtBy: 'a worker keeps what it holds for as long as it lives',
  },
  {
    name: 'claim: what was put off, before its time',
    file: claims,
    find: "state = 'inProgress' AND due_at <= ${claim.now} AND (",
    replace: "state = 'inProgress' AND (",
    ...model,
  },
  {
    name: 'claim: a loss is not counted',
    file: claims,
    find: 'losses = losses + (lease_until IS NOT NULL)::integer',
    replace: 'losses = losses',
    caughtIn: lease,
    caughtBy: 'an item that ends its workers again and again fails',
  },
  {
    name: 'claim: the fence does not move',
    file: claims,
    find: 'attempts = attempts + 1',
    replace: 'attempts = greatest(attempts, 1)',
    caughtIn: lease,
    caughtBy: 'a worker that was taken for dead can write nothing',
  },
  {
    name: 'fence: an old worker may write',
    file: claims,
    find: "i.id = r.id AND i.attempts = r.attempts AND i.state = 'inProgress'",
    replace: "i.id = r.id AND i.state = 'inProgress'",
    caughtIn: lease,
    caughtBy: 'a worker that was taken for dead can write nothing',
  },
  {
    name: 'fence: hearers are told of what was not written',
    file: 'server/provisioning/write-results.ts',
    find: '.filter(({ item }) => written.has(fenceOf(item)))',
    replace: '.filter(({ item }) => fenceOf(item) !== null)',
    caughtIn: lease,
    caughtBy: 'a worker that was taken for dead can write nothing',
  },
  {
    name: 'lease: it is not renewed',
    file: claims,
    find: "SET lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond', ${keepsGenerated}\n      WHERE id",
    replace: 'SET lease_until = lease_until\n      WHERE id',
    caughtIn: lease,
    caughtBy: 'a worker keeps what it holds for as long as it lives',
  },
  {
    name: 'order of a line: nobody is promoted',
    file: 'server/provisioning/write-results.ts',
    find: '  if (withMoreOpen.length > 0) await promoteNext(call.db, withMoreOpen);\n',
    replace: '',
    caughtIn: worker,
    caughtBy: 'the next order for that line goes on',
  },
  {
    name: 'order of a line: the last is promoted',
    file: store,
    find: 'ORDER BY n.sequence LIMIT 1',
    replace: 'ORDER BY n.sequence DESC LIMIT 1',
    ...model,
  },
  {
    name: 'order of a line: what is sent again keeps its old place',
    file: store,
    find: "state = 'acknowledged', sequence = DEFAULT, due_at",
    replace: "state = 'acknowledged', due_at",
    caughtIn: cancelAndRetry,
    caughtBy: 'what is sent again goes behind all that was ordered for the line since',
  },
  {
    name: 'order of a line: what is sent again goes first at once',
    file: store,
    find: 'is_head = r.is_first_here AND NOT EXISTS (SELECT FROM order_item o WHERE o.line_id = i.line_id AND o.${isOpen})',
    replace: 'is_head = r.is_first_here',
    caughtIn: cancelAndRetry,
    caughtBy: 'what is sent again goes behind all that was ordered for the line since',
  },
  {
    name: 'retry: sent again without asking the network',
    file: 'server/provisioning/carry-out-item.ts',
    find: 'if (item.attempts > 1) {',
    replace: 'if (item.attempts > 1_000) {',
    caughtIn: worker,
    caughtBy: 'after an answer that never came it asks the network',
  },
  {
    name: 'retry: it never gives up',
    file: 'server/provisioning/outcome.ts',
    find: 'if (tries + 1 >= settings.mostTries) return',
    replace: 'if (tries < 0) return',
    caughtIn: worker,
    caughtBy: 'a busy element gets the item again later, each time later, until it has failed',
  },
  {
    name: 'retry: a refusal for good is tried again',
    file: 'server/provisioning/outcome.ts',
    find: "  if (!failure.temporary) return { state: 'failed', failure };\n",
    replace: '',
    caughtIn: 'server/provisioning/outcome.test.ts',
    caughtBy: 'a change refused for good fails at once',
  },
  {
    name: 'retry: losses of an earlier run still count',
    file: store,
    find: 'place = r.place, tries = 0, losses = 0,',
    replace: 'place = r.place,',
    ...model,
  },
  {
    name: 'cancel: also what has begun',
    file: store,
    find: "UPDATE order_item SET state = 'cancelled', ended_at = ${call.now}, is_head = false, ${keepsGenerated}\n    WHERE order_id = ${orderId} AND state = 'acknowledged'",
    replace:
      "UPDATE order_item SET state = 'cancelled', ended_at = ${call.now}, is_head = false, ${keepsGenerated}\n    WHERE order_id = ${orderId} AND state IN ('acknowledged', 'inProgress')",
    caughtIn: cancelAndRetry,
    caughtBy: 'a cancel and the workers at the same moment',
  },
  {
    name: 'cancel: the next of the line is not promoted',
    file: 'server/provisioning/cancel-waiting-items.ts',
    find: 'cancelled.map(({ lineId }) => lineId),',
    replace: '[],',
    ...model,
  },
  {
    name: 'pause: what is paused is claimed',
    file: store,
    find: 'UPDATE order_item SET paused = true',
    replace: 'UPDATE order_item SET paused = false',
    ...model,
  },
  {
    name: 'pause: what is not marked yet of a paused or cancelled order is claimed',
    file: store,
    find: '(order_id, billing_account_id) NOT IN (',
    replace: '(id, billing_account_id) NOT IN (',
    caughtIn: 'server/provisioning/pause-items.db.test.ts',
    caughtBy:
      'while an order is being cancelled, what was ordered before and after it is claimed in its turn',
  },
  {
    name: 'move: what has not followed yet begins at its old time',
    file: store,
    find: "WHERE held.kind <> 'resume'",
    replace: "WHERE held.kind NOT IN ('resume', 'move')",
    caughtIn: 'server/orders/move-large-order.db.test.ts',
    caughtBy: 'a large planned order that is moved does not begin at its old time any more',
  },
  {
    name: 'cancel: it stops at the first batch',
    file: 'server/orders/sweep-order.ts',
    find: 'if (last && items.length === batch)',
    replace: 'if (last && items.length > batch)',
    caughtIn: 'server/orders/sweep-order.db.test.ts',
    caughtBy: 'a large order that is cancelled begins nothing more at once',
  },
  {
    name: 'submit: a line that has moved since the quote',
    file: 'server/quotes/moved-lines.ts',
    find: 'throw linesMoved(moved.length,',
    replace: 'linesMoved(moved.length,',
    caughtIn: submitted,
    caughtBy: 'refuses the order and says what is different now',
  },
];
