import { z } from 'zod';
import type { RequestAction, SubscriberAction } from '../contract.ts';
import type { ConnectorRequest, Found, Refused, Sim } from './connector.ts';
import { subscriberAction } from './subscriber-change.ts';
import { ossChanges, type OssIdentities, type OssRefusals, type OssServices } from './tmf641-services.ts';

/** How one OSS names things. */
export type OssWords = {
  services: OssServices;
  identities: OssIdentities;
  /** The service that stands for a SIM itself; null: the OSS has nothing to do with those. */
  subscription: string | null;
  refusals: OssRefusals;
};

type Characteristic = { name: string; value: string | number | boolean };
type OrderItem = { id: string; action: 'add' | 'modify' | 'delete'; '@type': string; service: object };

/** TMF641 ServiceOrder_Create, as far as we fill it. */
export type NewServiceOrder = {
  externalId: string;
  category: string;
  description: string;
  '@type': string;
  serviceOrderItem: OrderItem[];
};

/** The service order of a request; null when nothing of it is the business of this OSS. */
export function serviceOrderOf(request: ConnectorRequest, words: OssWords): NewServiceOrder | null {
  const services = [...subscriptionOf(request, words), ...servicesOf(request, words)];
  if (services.length === 0) return null;
  return {
    externalId: externalIdOf(request),
    category: 'mobile',
    description: `Change of ${request.msisdn}`,
    '@type': 'ServiceOrder',
    serviceOrderItem: services.map(({ action, service }, index) => ({
      id: String(index + 1),
      action,
      '@type': 'ServiceOrderItem',
      service,
    })),
  };
}

/** The id by which we find the order again: that of the item, and how often it was sent again if it was. */
export function externalIdOf({
  itemId,
  sentAgain = 0,
}: Pick<ConnectorRequest, 'itemId' | 'sentAgain'>): string {
  return sentAgain === 0 ? itemId : `${itemId}-${sentAgain}`;
}

/** The id of the item in an `externalId`; null: it is not ours. */
export function itemIdIn(externalId: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-\d+)?$/.exec(externalId)?.[1] ?? null;
}

type Part = Pick<OrderItem, 'action' | 'service'>;

function subscriptionOf(request: ConnectorRequest, { subscription, identities }: OssWords): Part[] {
  const action = subscriberAction(request.actions);
  if (!action || subscription === null) return [];
  const service = serviceOf(subscription, identitiesOf(simAfter(request, action), identities), request);
  return [{ action: subscriptionActions[action.action], service }];
}

const subscriptionActions = { create: 'add', number: 'modify', swap: 'modify', delete: 'delete' } as const;

/** The SIM as it is when the action has been carried out. */
function simAfter(request: Sim, action: SubscriberAction): Sim {
  if (action.action === 'number') return { ...request, msisdn: action.msisdn };
  return action.action === 'swap' ? { ...request, iccid: action.iccid, imsi: action.imsi } : request;
}

function servicesOf(request: ConnectorRequest, { services, identities }: OssWords): Part[] {
  const own: RequestAction | undefined = subscriberAction(request.actions);
  const sim = own && 'action' in own && !('services' in own) ? simAfter(request, own) : request;
  return ossChanges(services, request.actions).map(({ action, specification, characteristic }) => ({
    action,
    service: serviceOf(
      specification,
      [...identitiesOf(sim, identities), ...(characteristic ? [characteristic] : [])],
      request,
    ),
  }));
}

/** TMF641 ServiceRefOrValue. The characteristics say what is wanted, the supporting resources which SIM it is for, as it is before. */
function serviceOf(specification: string, characteristics: Characteristic[], sim: Sim): object {
  const { msisdn, iccid, imsi } = sim;
  return {
    '@type': 'Service',
    serviceSpecification: { id: specification },
    serviceCharacteristic: characteristics.map(({ name, value }) => ({
      name,
      valueType: typeof value,
      value,
    })),
    supportingResource: [
      { id: iccid, name: 'ICCID', '@referredType': 'PhysicalResource' },
      { id: msisdn, name: 'MSISDN', '@referredType': 'LogicalResource' },
      ...(imsi === null ? [] : [{ id: imsi, name: 'IMSI', '@referredType': 'LogicalResource' }]),
    ],
  };
}

function identitiesOf({ msisdn, iccid, imsi }: Sim, names: OssIdentities): Characteristic[] {
  return [
    { name: names.msisdn, value: msisdn },
    { name: names.iccid, value: iccid },
    ...(imsi === null ? [] : [{ name: names.imsi, value: imsi }]),
  ];
}

const told = z.looseObject({ code: z.string().optional() });

/** A service order as far as we read it; an OSS may leave out or add what it likes. */
export const serviceOrder = z.looseObject({
  id: z.string().min(1).max(200).optional(),
  externalId: z.string().optional(),
  state: z.string().optional(),
  errorMessage: z.array(told).optional(),
  serviceOrderItem: z.array(z.looseObject({ errorMessage: z.array(told).optional() })).optional(),
});
export type ServiceOrder = z.infer<typeof serviceOrder>;

/** What the state of an order says of our item (TMF641 ServiceOrderStateType; `acknowledged` when it is not said). */
export function foundIn(order: ServiceOrder, refusals: OssRefusals): Found {
  switch (order.state ?? 'acknowledged') {
    case 'acknowledged':
    case 'pending':
    case 'held':
    case 'inProgress':
    case 'assessingCancellation':
    case 'pendingCancellation':
      return 'pending';
    case 'completed':
      return 'done';
    case 'cancelled':
      return 'cancelled';
    case 'partial':
      return { refused: 'network-partial', temporary: false };
    case 'failed':
    case 'rejected':
      return refusalOf(codesOf(order), refusals);
    default:
      return 'unknown';
  }
}

/** A no for good, in our words where the network file has them. */
export function refusalOf(codes: string[], refusals: OssRefusals): Refused {
  const known = codes.map((code) => refusals[code]).find((each) => each !== undefined);
  return { refused: known ?? 'network-refused', temporary: false };
}

function codesOf({ errorMessage = [], serviceOrderItem = [] }: ServiceOrder): string[] {
  const messages = [...errorMessage, ...serviceOrderItem.flatMap((item) => item.errorMessage ?? [])];
  return messages.flatMap(({ code }) => code ?? []);
}
