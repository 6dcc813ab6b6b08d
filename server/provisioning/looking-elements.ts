import type { Connector } from './connectors/connector.ts';

/** An element that can say what it has of a SIM. */
export type LookingElement = {
  /** What it has now; null when it does not know the SIM. Throws when it does not answer in time. */
  look(sim: Parameters<Connector['look']>[0]): ReturnType<Connector['look']>;
  /** What it has when it agrees that a SIM has exactly these services. */
  expects: Connector['expects'];
  ratePerSecond: number;
};

/** Of some connectors those that can look, by the name of their element. */
export function lookingElements(connectors: Record<string, Connector>): Map<string, LookingElement> {
  return new Map(
    Object.entries(connectors)
      .filter(([, connector]) => connector.capabilities.looks)
      .map(([name, connector]) => [
        name,
        {
          look: (sim) => connector.look(sim, AbortSignal.timeout(connector.limits.timeoutMs)),
          expects: (sim, services) => connector.expects(sim, services),
          ratePerSecond: connector.limits.ratePerSecond,
        },
      ]),
  );
}
