import type {
  Connector,
  ConnectorAnswer,
  ConnectorRequest,
  Found,
} from '../../server/provisioning/connectors/connector.ts';

export type ElementCall = { kind: 'apply' | 'read-back' | 'cancel'; itemId: string; msisdn: string };

/** A network element of which a test says how it answers; it remembers every call. Without words it does all and knows what it did. */
export function scriptedElement(script: {
  apply?: (request: ConnectorRequest, signal: AbortSignal) => Promise<ConnectorAnswer>;
  readBack?: (request: ConnectorRequest) => Promise<Found>;
  cancel?: (request: ConnectorRequest) => Promise<void>;
  limits?: Partial<Connector['limits']>;
  services?: ReadonlySet<string>;
}): Connector & { calls: ElementCall[] } {
  const calls: ElementCall[] = [];
  const done = new Set<string>();
  return {
    calls,
    apply: async (request, signal) => {
      calls.push({ kind: 'apply', itemId: request.itemId, msisdn: request.msisdn });
      const answer = script.apply ? await script.apply(request, signal) : ({ done: true } as const);
      if ('done' in answer) done.add(request.itemId);
      return answer;
    },
    readBack: async (request) => {
      calls.push({ kind: 'read-back', itemId: request.itemId, msisdn: request.msisdn });
      if (script.readBack) return script.readBack(request);
      return done.has(request.itemId) ? 'done' : 'not-done';
    },
    ...(script.cancel && {
      cancel: async (request) => {
        calls.push({ kind: 'cancel', itemId: request.itemId, msisdn: request.msisdn });
        await script.cancel?.(request);
      },
    }),
    look: () => Promise.reject(new Error('this element cannot tell')),
    expects: ({ msisdn }) => ({ msisdn, has: {} }),
    capabilities: { services: script.services ?? 'any', subscribers: new Set(), looks: false },
    limits: { ratePerSecond: Infinity, concurrency: 8, timeoutMs: 1_000, ...script.limits },
    close: () => Promise.resolve(),
  };
}
