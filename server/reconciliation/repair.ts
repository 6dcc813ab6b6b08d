import type { Catalogue } from '../catalogue/contract.ts';
import type { Difference } from './contract.ts';

/** All services that something in the catalogue switches. */
export function catalogueServices({ plans, options, statuses }: Catalogue): ReadonlySet<string> {
  return new Set([
    ...[...plans, ...options].flatMap(({ network }) => network.map(({ service }) => service)),
    ...Object.values(statuses).flatMap((services) => Object.keys(services)),
  ]);
}

/** Whether switching services can put something right: not for a SIM that the network does not know, nor for its number. */
export function isRepairable(differences: Difference[]): boolean {
  return differences.some(({ what }) => what !== 'msisdn');
}

/**
 * What is to be switched on and off so that the network has exactly these services. Where the element tells what differs in words of its own
 * (`ps-enabled`), nobody here can say which service is too much: then all that the catalogue knows and the line has not go off.
 */
export function repairOf(
  wanted: { service: string; value: unknown }[],
  differences: Difference[],
  inCatalogue: ReadonlySet<string>,
): { on: { service: string; value: string }[]; off: string[] } {
  const on = wanted.map(({ service, value }) => ({ service, value: String(value) }));
  const has = new Set(on.map(({ service }) => service));
  const found = differences.filter(({ what }) => what !== 'msisdn').map(({ what }) => what);
  const inOurWords = found.every((what) => inCatalogue.has(what));
  const off = [...(inOurWords ? found : inCatalogue)].filter((service) => !has.has(service));
  return { on, off: off.toSorted() };
}
