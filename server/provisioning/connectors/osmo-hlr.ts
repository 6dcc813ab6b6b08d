import type { Connector, ConnectorAnswer, ConnectorRequest } from './connector.ts';
import { ctrlConnection } from './ctrl-connection.ts';
import { makeHlrChange } from './hlr-changes.ts';
import { agrees, hlrSubscribers } from './hlr-subscriber.ts';
import { flagsExpected, flagsOf, hlrCarriesAll, type HlrServices } from './osmo-hlr-services.ts';
import { subscriberAction } from './subscriber-change.ts';

export type OsmoHlrOptions = {
  host: string;
  port: number;
  services: HlrServices;
  limits?: Partial<Connector['limits']>;
};

const defaultLimits = { ratePerSecond: 500, concurrency: 32, timeoutMs: 3_000 };

/**
 * A connector to osmo-hlr over its CTRL interface. The element keeps no item ids: a change sets what is to be, so that sending it twice
 * makes it once, and reading back looks at what is.
 */
export function openOsmoHlr(options: OsmoHlrOptions): Connector {
  const { host, port, services } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const silenceMs = limits.timeoutMs / 3;
  const connection = ctrlConnection({ host, port, window: limits.concurrency, silenceMs });

  async function apply(request: ConnectorRequest, signal: AbortSignal): Promise<ConnectorAnswer> {
    const { imsi, msisdn, actions } = request;
    if (!hlrCarriesAll(services, actions)) return { refused: 'service-unknown', temporary: false };
    const flags = flagsOf(services, actions);
    const own = subscriberAction(actions);
    // What is carried elsewhere is no business of the element.
    if (!own && Object.keys(flags).length === 0) return { done: true };
    if (imsi === null) return { refused: 'subscriber-unknown', temporary: false };
    return makeHlrChange(hlrSubscribers(connection, signal), { imsi, msisdn, own, flags }, signal);
  }

  /** Whether the network is as the request wants it. */
  async function isSo({ imsi, msisdn, actions }: ConnectorRequest, signal: AbortSignal): Promise<boolean> {
    const flags = flagsOf(services, actions);
    const own = subscriberAction(actions);
    if (!own && Object.keys(flags).length === 0) return true;
    if (imsi === null) return false;
    const hlr = hlrSubscribers(connection, signal);
    const found = await hlr.find(imsi);
    if (own?.action === 'delete') return found === null;
    const now = own?.action === 'swap' ? (found === null ? await hlr.find(own.imsi) : null) : found;
    if (now === null) return false;
    const number = own?.action === 'number' ? own.msisdn : own ? msisdn : now.msisdn;
    return now.msisdn === number && agrees(now.flags, flags);
  }

  return {
    apply,
    readBack: async (request, signal) => {
      // What a worker that was lost had sent may still wait in the element, and would pass a question asked at once.
      await connection.settle(signal);
      return (await isSo(request, signal)) ? 'done' : 'not-done';
    },
    look: async ({ imsi }, signal) => {
      const found = imsi === null ? null : await hlrSubscribers(connection, signal).find(imsi);
      return found && { msisdn: found.msisdn, has: found.flags };
    },
    expects: ({ msisdn }, held) => ({ msisdn, has: flagsExpected(services, held) }),
    capabilities: {
      services: new Set(services.keys()),
      subscribers: new Set(['create', 'number', 'swap', 'delete']),
      looks: true,
    },
    limits,
    close: () => Promise.resolve(connection.close()),
  };
}
