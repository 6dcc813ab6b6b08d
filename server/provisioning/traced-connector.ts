import { failureName, type Span } from '../platform/tracing.ts';
import type { Connector, ConnectorRequest } from './connectors/connector.ts';

/** The connector for one attempt: each call is a step of its trace, and hands the trace on to the network. */
export function tracedConnector(connector: Connector, element: string, attempt: Span): Connector {
  async function step<T>(
    what: string,
    request: ConnectorRequest,
    signal: AbortSignal,
    call: (request: ConnectorRequest) => Promise<T>,
  ): Promise<T> {
    const span = attempt.child(`${element} ${what}`, {
      kind: 'client',
      attributes: { 'flottille.element': element, 'flottille.item_id': request.itemId },
    });
    // A connector that does not obey the signal may never come back.
    const givenUp = () => span.end('timeout');
    signal.addEventListener('abort', givenUp, { once: true });
    let failure: string | null = null;
    try {
      return await call({ ...request, traceparent: span.traceparent });
    } catch (error) {
      failure = failureName(error);
      throw error;
    } finally {
      signal.removeEventListener('abort', givenUp);
      if (!signal.aborted) span.end(failure);
    }
  }

  return {
    ...connector,
    apply: (request, signal) => step('apply', request, signal, (traced) => connector.apply(traced, signal)),
    readBack: (request, signal) =>
      step('read back', request, signal, (traced) => connector.readBack(traced, signal)),
    ...(connector.cancel && {
      cancel: (request: ConnectorRequest, signal: AbortSignal) =>
        step('cancel', request, signal, async (traced) => connector.cancel?.(traced, signal)),
    }),
  };
}

/** The connector for an attempt that is no step of its own: it hands the trace of its batch on. */
export function handingOn(connector: Connector, traceparent: string): Connector {
  return {
    ...connector,
    apply: (request, signal) => connector.apply({ ...request, traceparent }, signal),
    readBack: (request, signal) => connector.readBack({ ...request, traceparent }, signal),
    ...(connector.cancel && {
      cancel: async (request: ConnectorRequest, signal: AbortSignal) =>
        connector.cancel?.({ ...request, traceparent }, signal),
    }),
  };
}
