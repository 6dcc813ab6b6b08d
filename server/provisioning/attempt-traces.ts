import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../platform/call.ts';
import type { Attributes, Span, Tracer } from '../platform/tracing.ts';
import type { Connector } from './connectors/connector.ts';
import type { Outcome } from './outcome.ts';
import { traceOfOrder } from './trace-store.ts';
import { handingOn, tracedConnector } from './traced-connector.ts';

/** One attempt as it is told in the trace of its order. */
export type AttemptTrace = {
  /** Carries the attempt out and hands the trace on to the network. */
  connector: Connector;
  /** The network's part is over. */
  came(outcome: Outcome): void;
  /** Its result is written, or somebody else's to write. */
  written(): void;
};

/** Tells the attempts of a worker in the traces of their orders. */
export type AttemptTraces = {
  /** Null: nobody follows the order. Never throws, and waits a moment at most. */
  begin(connector: Connector, element: string, item: TracedItem): Promise<AttemptTrace | null>;
  stop(): void;
};

type TracedItem = { id: string; orderId: string; attempts: number };

/** A step for each would make a trace of 100,000 numbers unreadable: so many of an order, and so many failures, have one of their own; the others are counted in steps that cover `batchMs`. */
const ownSteps = 20;
const mostOrders = 1_000;
const patienceMs = 250;

type Followed = {
  trace: Promise<string | null>;
  /** The trace when it is known. */
  parent: string | null | undefined;
  begun: number;
  failuresTold: number;
  batch: Batch | null;
};

type Batch = {
  span: Span;
  counts: { begun: number } & Partial<Record<Outcome['kind'], number>>;
  close(): void;
};

/** What this process tells of each order is bounded; several workers each tell so much. */
export function attemptTraces(tracer: Tracer, db: Db, batchMs = 10_000): AttemptTraces {
  const orders = new Map<string, Followed>();
  const batches = new Set<Batch>();

  return {
    begin: async (connector, element, item) => {
      const order = follow(item.orderId);
      const { parent = await Promise.race([order.trace, sleep(patienceMs, null, { ref: false })]) } = order;
      if (parent === null) return null;
      order.begun += 1;
      return order.begun <= ownSteps
        ? ownStep(connector, element, item, parent)
        : inBatch(order, connector, element, item, parent);
    },
    stop: () => {
      for (const batch of batches) batch.close();
      orders.clear();
    },
  };

  function follow(orderId: string): Followed {
    const known = orders.get(orderId);
    if (known) return known;
    const [oldest] = orders;
    if (oldest && orders.size >= mostOrders) {
      oldest[1].batch?.close();
      orders.delete(oldest[0]);
    }
    const trace = traceOfOrder(db, orderId).then(
      (parent) => (order.parent = parent),
      () => {
        orders.delete(orderId);
        return null;
      },
    );
    const order: Followed = { trace, parent: undefined, begun: 0, failuresTold: 0, batch: null };
    orders.set(orderId, order);
    return order;
  }

  function ownStep(connector: Connector, element: string, item: TracedItem, parent: string): AttemptTrace {
    const span = tracer.start('item attempt', parent, { attributes: attributesOf(element, item) });
    let failure: string | null = null;
    let writing: Span | undefined;
    return {
      connector: tracedConnector(connector, element, span),
      came: (outcome) => {
        failure = failureIn(outcome);
        span.set({ 'flottille.outcome': outcome.kind });
        writing = span.child('write result');
      },
      written: () => {
        writing?.end();
        span.end(failure);
      },
    };
  }

  function inBatch(
    order: Followed,
    connector: Connector,
    element: string,
    item: TracedItem,
    parent: string,
  ): AttemptTrace {
    const begunAt = Date.now();
    const batchNow = () => (order.batch ??= openBatch(order, item.orderId, parent));
    const { span, counts } = batchNow();
    counts.begun += 1;
    return {
      connector: handingOn(connector, span.traceparent),
      came: (outcome) => {
        // Not always the one that it began in.
        const batch = batchNow();
        batch.counts[outcome.kind] = (batch.counts[outcome.kind] ?? 0) + 1;
        const failure = failureIn(outcome);
        if (failure === null || order.failuresTold >= ownSteps) return;
        order.failuresTold += 1;
        const attributes = { ...attributesOf(element, item), 'flottille.outcome': outcome.kind };
        tracer.start('item attempt', batch.span.traceparent, { begunAt, attributes }).end(failure);
      },
      written: () => {},
    };
  }

  function openBatch(order: Followed, orderId: string, parent: string): Batch {
    const span = tracer.start('item attempts', parent, { attributes: { 'flottille.order_id': orderId } });
    const batch: Batch = { span, counts: { begun: 0 }, close };
    batches.add(batch);
    const timer = setTimeout(close, batchMs);
    timer.unref();
    return batch;

    function close(): void {
      clearTimeout(timer);
      batches.delete(batch);
      if (order.batch === batch) order.batch = null;
      const counts = Object.entries(batch.counts).map(([kind, count]) => [`flottille.count.${kind}`, count]);
      span.set(Object.fromEntries(counts) as Attributes);
      span.end();
    }
  }
}

function attributesOf(element: string, { id, orderId, attempts }: TracedItem): Attributes {
  return {
    'flottille.order_id': orderId,
    'flottille.item_id': id,
    'flottille.element': element,
    'flottille.attempt': attempts,
  };
}

function failureIn(outcome: Outcome): string | null {
  return 'failure' in outcome ? outcome.failure.code : null;
}
