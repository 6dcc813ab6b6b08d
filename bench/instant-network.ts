import type { Connector } from '../server/provisioning/connectors/connector.ts';

/** A network that makes every change at once and costs nothing: what is measured is Flottille and its database alone. */
export function instantNetwork(concurrency: number): Connector {
  const made = new Set<string>();
  return {
    apply: async ({ itemId }) => {
      made.add(itemId);
      return { done: true };
    },
    readBack: async ({ itemId }) => (made.has(itemId) ? 'done' : 'not-done'),
    look: async () => null,
    expects: ({ msisdn }) => ({ msisdn, has: {} }),
    capabilities: { services: 'any', subscribers: new Set(), looks: false },
    limits: { ratePerSecond: Infinity, concurrency, timeoutMs: 30_000 },
    close: async () => {},
  };
}
