import type { Connector } from './connectors/connector.ts';
import { openOsmoHlr } from './connectors/osmo-hlr.ts';
import { openSimulator } from './connectors/simulator.ts';
import { openTmf641 } from './connectors/tmf641.ts';
import { type Secrets, tmf641Options } from './connectors/tmf641-element.ts';
import type { Network } from './network-file.ts';
import type { WrittenElement } from './written-network.ts';

export type ConnectorParts = {
  /** The database whose schema `simulator` is the simulated network. */
  databaseUrl: string;
  simulatorLatencyMs: number;
  /** The variables that the network file names; absent: none is set. */
  secrets?: Secrets;
};

/** A connector to each element of the network, by its name. None speaks to its element before it is needed. */
export async function openConnectors(
  network: Network,
  parts: ConnectorParts,
): Promise<Record<string, Connector>> {
  const opened = await Promise.all(
    network.elements.map(async (element) => [element.name, await openConnector(element, parts)] as const),
  );
  return Object.fromEntries(opened);
}

async function openConnector(element: WrittenElement, parts: ConnectorParts): Promise<Connector> {
  // Without what is not written, so that each kind has its own defaults.
  const limits = Object.fromEntries(
    Object.entries(element.limits).filter(([, limit]) => limit !== undefined),
  ) as Partial<Connector['limits']>;
  if (element.kind === 'osmo-hlr')
    return openOsmoHlr({ ...element.address, services: element.services, limits });
  if (element.kind === 'tmf641')
    return openTmf641({ ...tmf641Options(element, parts.secrets ?? noSecrets), limits });
  return openSimulator({ url: parts.databaseUrl, latencyMs: parts.simulatorLatencyMs, ...limits });
}

const noSecrets: Secrets = () => null;
