import { z } from 'zod';

/**
 * Why an item came back without its result, or failed. Kept in `order_item.failure`; said in words by the message
 * `failure.<code>`. While an item is in progress it is the reason of its last setback.
 */
export const failureCodes = [
  /** The network says no for this SIM, whatever is tried. */
  'network-refused',
  /** The network does not know the SIM. */
  'subscriber-unknown',
  /** The network does not have a service that the change needs. */
  'service-unknown',
  /** The network gave up a change that it had accepted, and nobody here had asked it to. */
  'network-cancelled',
  /** The network made a part of a change and gave up the rest. */
  'network-partial',
  /** The network is too busy at the moment. */
  'element-busy',
  /** No answer within the time limit. */
  'no-answer',
  /** The connection broke before the answer. */
  'connection-lost',
  /** Whether the network made the change could not be found out. */
  'outcome-unclear',
  /** The workers that carried it out ended, again and again. */
  'worker-lost',
  /** A mistake in the portal or in a connector. */
  'defect',
] as const;
export const failureCodeSchema = z.enum(failureCodes);
export type FailureCode = z.infer<typeof failureCodeSchema>;

/** Ends after which nobody knows whether the network made the change. */
export const mayHaveBeenMade: ReadonlySet<string> = new Set<FailureCode>([
  'outcome-unclear',
  'worker-lost',
  'defect',
]);

/** As it stands in `order_item.failure`. `temporary`: it may well work when it is sent again. */
export const itemFailureSchema = z.object({
  code: failureCodeSchema,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  temporary: z.boolean(),
});
export type ItemFailure = z.infer<typeof itemFailureSchema>;

/** A service of the network and the value it gets; the value of a service switched off means nothing. */
export const networkServiceSchema = z.object({
  service: z.string().min(1).max(80),
  value: z.union([z.string(), z.number(), z.boolean()]).nullable().default(true),
});
export type NetworkService = z.infer<typeof networkServiceSchema>;

/**
 * What the network is asked for one option: `add` and `modify` switch the services on with these values, `remove` switches
 * them off; suspending and reactivating a line is setting the services of its status. The part of `order_item.actions` that provisioning reads; the rest of an action is not its business.
 */
export const networkActionSchema = z.object({
  action: z
    .enum(['add', 'remove', 'modify', 'suspend', 'reactivate'])
    .transform((action) => (action === 'suspend' || action === 'reactivate' ? 'modify' : action)),
  code: z.string(),
  services: z.array(networkServiceSchema),
});
export type NetworkAction = z.infer<typeof networkActionSchema>;

/**
 * What the network is asked for the SIM itself: `create` makes it known with the number of the request, `number` gives it another one,
 * `swap` moves all it has to another SIM, `delete` makes it unknown. At most one in a request, before the services; `delete` alone.
 */
export const subscriberActionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('create') }),
  z.object({ action: z.literal('number'), msisdn: z.string() }),
  z.object({ action: z.literal('swap'), iccid: z.string(), imsi: z.string() }),
  z.object({ action: z.literal('delete') }),
]);
export type SubscriberAction = z.infer<typeof subscriberActionSchema>;

/** One action of a request: services of what the SIM has, or the SIM itself. */
export const requestActionSchema = z.union([networkActionSchema, subscriberActionSchema]);
export type RequestAction = z.infer<typeof requestActionSchema>;

/**
 * How one attempt on the network can come out. `done`, `cancelled` and `refused` for good end an item; after the others it is read back
 * first. `accepted`: the network works on it by itself.
 */
export const outcomeKinds = ['done', 'refused', 'unclear', 'accepted', 'cancelled'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** An item has ended in one of these; nothing moves it on but a person who sends it again. */
export const endStates = ['completed', 'failed', 'cancelled'] as const;
export type EndState = (typeof endStates)[number];
