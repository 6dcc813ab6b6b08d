import { z } from 'zod';
import { type Difference, differenceSchema } from './contract.ts';

/** As they are kept in `line_drift.differences`. */
export const differencesKept = z.array(differenceSchema);

/** What a network element has of a SIM, or should have; as connectors tell it. */
export type Held = { msisdn: string | null; has: Record<string, unknown> };

/** Where the network differs from what it should have, by name; nothing when they agree. */
export function differencesOf(wanted: Held, found: Held): Difference[] {
  const names = [...new Set([...Object.keys(wanted.has), ...Object.keys(found.has)])].toSorted();
  const services = names
    .map((what) => ({ what, portal: textOf(wanted.has[what]), network: textOf(found.has[what]) }))
    .filter(({ portal, network }) => portal !== network);
  const portal = wanted.msisdn;
  const isSameNumber = portal === null || portal === found.msisdn;
  return isSameNumber ? services : [{ what: 'msisdn', portal, network: found.msisdn }, ...services];
}

/** Values are compared as they are written: what travels as JSON may come back as another type. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
