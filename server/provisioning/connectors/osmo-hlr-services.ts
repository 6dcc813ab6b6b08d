import { z } from 'zod';
import type { NetworkService, RequestAction } from '../contract.ts';
import { serviceActions } from './subscriber-change.ts';

/** What osmo-hlr keeps of a subscriber beside his number: whether he is let into the circuit-switched and the packet-switched network. */
export const hlrFields = ['cs-enabled', 'ps-enabled'] as const;
export type HlrField = (typeof hlrFields)[number];
export type HlrFlags = Record<HlrField, 0 | 1>;

/** By the value a service takes (`off` when it is switched off): the fields it sets. `elsewhere`: another system sees to it. */
export type HlrServices = Map<string, 'elsewhere' | Map<string, Partial<HlrFlags>>>;

const error = 'must set a field that osmo-hlr has: ps-enabled=0, ps-enabled=1, cs-enabled=0 or cs-enabled=1';
const setting = z.string().regex(/^(cs|ps)-enabled=[01]$/);
const carriedElsewhere = z.strictObject({
  carried: z.literal('elsewhere', { error: 'can only be "elsewhere"' }),
});
const translation = z.record(
  z.string(),
  z.union([setting.transform((one) => [one]), z.array(setting).min(1)], { error }),
);

/** `services` of an osmo-hlr in the network file: `data-barred: { on: ps-enabled=0, off: ps-enabled=1 }`, `voicemail: { carried: elsewhere }`. */
export const hlrServices = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .transform((written, context): HlrServices => {
    const services: HlrServices = new Map();
    for (const [service, values] of Object.entries(written)) {
      const parsed = ('carried' in values ? carriedElsewhere : translation).safeParse(values);
      if (!parsed.success) {
        for (const { path, message } of parsed.error.issues)
          context.addIssue({ code: 'custom', path: [service, ...path.slice(0, 1)], message });
      } else services.set(service, 'carried' in values ? 'elsewhere' : fieldsByValue(parsed.data));
    }
    return services;
  });

function fieldsByValue(values: Record<string, unknown>): Map<string, Partial<HlrFlags>> {
  return new Map(
    Object.entries(values).map(([value, settings]) => [
      value,
      Object.fromEntries(
        z
          .array(z.string())
          .parse(settings)
          .map((each) => [each.slice(0, 10), each.endsWith('1') ? 1 : 0]),
      ),
    ]),
  );
}

/** Whether the element can bring the service to this value. */
export function hlrCarries(services: HlrServices, service: string, value: string): boolean {
  const known = services.get(service);
  return known === 'elsewhere' || known?.has(value) === true;
}

/** Whether the element can do all that the actions ask of services. */
export function hlrCarriesAll(services: HlrServices, actions: RequestAction[]): boolean {
  return serviceActions(actions).every(({ action, services: some }) =>
    some.every(({ service, value }) =>
      hlrCarries(services, service, action === 'remove' ? 'off' : String(value)),
    ),
  );
}

/**
 * The fields that a request sets. Where two of its services set the same, the one that bars wins: who is suspended has no data whatever
 * he bought, and who barred data has none when he is reactivated. Removals first, as for every network.
 */
export function flagsOf(services: HlrServices, actions: RequestAction[]): Partial<HlrFlags> {
  const values = new Map<string, string>();
  const switching = serviceActions(actions);
  for (const { action, services: off } of switching)
    if (action === 'remove') for (const { service } of off) values.set(service, 'off');
  for (const { action, services: on } of switching)
    if (action !== 'remove') for (const { service, value } of on) values.set(service, String(value));
  return merged(services, values);
}

/** The fields of a subscriber who has exactly these services; what none of them sets is open. */
export function flagsExpected(services: HlrServices, held: NetworkService[]): HlrFlags {
  return {
    'cs-enabled': 1,
    'ps-enabled': 1,
    ...merged(services, new Map(held.map(({ service, value }) => [service, String(value)]))),
  };
}

function merged(services: HlrServices, values: Map<string, string>): Partial<HlrFlags> {
  const flags: Partial<HlrFlags> = {};
  for (const [service, value] of values) {
    const known = services.get(service);
    if (!known || known === 'elsewhere') continue;
    for (const field of hlrFields) {
      const set = known.get(value)?.[field];
      if (set !== undefined) flags[field] = flags[field] === 0 ? 0 : set;
    }
  }
  return flags;
}
