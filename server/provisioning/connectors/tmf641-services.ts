import { z } from 'zod';
import type { FailureCode, NetworkService, RequestAction } from '../contract.ts';
import { serviceActions } from './subscriber-change.ts';

const specification = z.string().min(1).max(200);
const spoken = z.strictObject({
  /** `serviceSpecification.id` of the OSS. */
  specification,
  /** The characteristic that takes the value; absent: the service has no value, it is there or not. */
  characteristic: z.string().min(1).max(200).optional(),
  /** Our value to that of the OSS; absent: they are the same. One that is not named cannot be carried out. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
const elsewhere = z.strictObject({ carried: z.literal('elsewhere', { error: 'can only be "elsewhere"' }) });

/** `services` of a tmf641 element in the network file: what each service is called there, or that another system sees to it. */
export const ossServices = z.record(
  z.string(),
  z.union([spoken, elsewhere], {
    error:
      'must have a "specification" (and may have "characteristic" and "values"), or be { carried: elsewhere }',
  }),
);
export type OssServices = z.infer<typeof ossServices>;
export type OssService = z.infer<typeof spoken>;

/** What the codes of errors in answers and orders mean; any other is a plain no of the network. */
export const ossRefusals = z.record(
  z.string(),
  z.enum(['network-refused', 'subscriber-unknown', 'service-unknown'] satisfies FailureCode[]),
);
export type OssRefusals = z.infer<typeof ossRefusals>;

/** Names of the characteristics that carry the identities of a SIM. */
export const ossIdentities = z
  .strictObject({
    msisdn: z.string().min(1).default('MSISDN'),
    iccid: z.string().min(1).default('ICCID'),
    imsi: z.string().min(1).default('IMSI'),
  })
  .prefault({});
export type OssIdentities = z.infer<typeof ossIdentities>;

/** Whether the OSS can bring the service to this value; `off` = not there. Null: whatever a customer sets. */
export function ossCarries(services: OssServices, service: string, value: string | null): boolean {
  const known = services[service];
  if (!known) return false;
  if ('carried' in known || !known.values || value === 'off') return true;
  return value !== null && value in known.values;
}

/** One service that an order changes, in the words of the OSS. */
export type OssChange = {
  action: 'add' | 'modify' | 'delete';
  specification: string;
  characteristic: { name: string; value: string | number | boolean } | null;
};

/**
 * What the actions ask of the OSS, each service once: removals first, what is given after that wins. A service that one option gives up
 * and another brings stays there and is modified. A service brought to `off` is deleted, unless the OSS has a value for that.
 */
export function ossChanges(services: OssServices, actions: RequestAction[]): OssChange[] {
  const changes = new Map<string, OssChange>();
  const switching = serviceActions(actions);
  const removing = switching.filter(({ action }) => action === 'remove');
  for (const { services: off } of removing)
    for (const { service } of off)
      whenSpoken(service, ({ specification: id }) =>
        changes.set(service, { action: 'delete', specification: id, characteristic: null }),
      );
  for (const { action, services: on } of switching.filter((each) => each.action !== 'remove'))
    for (const given of on)
      whenSpoken(given.service, (known) => {
        const staysThere = action === 'modify' || changes.get(given.service)?.action === 'delete';
        changes.set(given.service, changeTo(known, given.value, staysThere ? 'modify' : 'add'));
      });
  return [...changes.values()];

  function whenSpoken(service: string, use: (known: OssService) => void): void {
    const known = services[service];
    if (known && 'specification' in known) use(known);
  }
}

function changeTo(known: OssService, value: NetworkService['value'], action: 'add' | 'modify'): OssChange {
  const translated = known.values?.[String(value)];
  if (value === 'off' && translated === undefined)
    return { action: 'delete', specification: known.specification, characteristic: null };
  return { action, specification: known.specification, characteristic: characteristicOf(known, value) };
}

/** The characteristic of a service with this value; null: it has none. */
export function characteristicOf(
  known: OssService,
  value: NetworkService['value'],
): OssChange['characteristic'] {
  if (known.characteristic === undefined) return null;
  return { name: known.characteristic, value: known.values?.[String(value)] ?? value ?? true };
}
