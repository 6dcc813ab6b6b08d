import { z } from 'zod';
import type { Connector, ConnectorAnswer, ConnectorRequest } from './connectors/connector.ts';
import { requestActionSchema } from './contract.ts';
import { failureOf, NoAnswer, type Outcome, unclear } from './outcome.ts';

/** What is needed of a claimed item to carry it out. */
export type ItemToCarryOut = {
  id: string;
  iccid: string;
  /** Null: the portal does not know it. */
  imsi: string | null;
  msisdn: string;
  actions: unknown;
  attempts: number;
  acceptedAt: Date | null;
  cancelling: 'wanted' | 'told' | null;
  sentAgain: number;
  reference: string | null;
};

const actionsSchema = z.array(requestActionSchema).min(1);

/**
 * One attempt on the network, outside any transaction. An item that a worker has held before may have reached the network,
 * whatever became of that worker: it is read back before it is sent again. Never throws; `onThrown` hears what a connector threw.
 */
export async function carryOut(
  connector: Connector,
  item: ItemToCarryOut,
  onThrown: (error: unknown) => void,
): Promise<Outcome> {
  const actions = actionsSchema.safeParse(item.actions);
  if (!actions.success) {
    onThrown(actions.error);
    return { kind: 'refused', failure: failureOf('defect', false) };
  }
  const { id: itemId, iccid, imsi, msisdn, sentAgain, reference } = item;
  const request = { itemId, iccid, imsi, msisdn, actions: actions.data, sentAgain, reference };
  if (!canSwitch(connector, request))
    return { kind: 'refused', failure: failureOf('service-unknown', false) };
  try {
    if (item.attempts > 1) {
      const outcome = await lookAfter(connector, item, request);
      if (outcome) return outcome;
    }
    return outcomeOf(await withTimeLimit(connector, (signal) => connector.apply(request, signal)));
  } catch (error) {
    onThrown(error);
    return unclear(error, connector.limits.settleMs);
  }
}

/** Finds out what became of it; null = it is to be sent. What a person wants cancelled is not sent any more. */
async function lookAfter(
  connector: Connector,
  { cancelling }: ItemToCarryOut,
  request: ConnectorRequest,
): Promise<Outcome | null> {
  const found = await withTimeLimit(connector, (signal) => connector.readBack(request, signal));
  if (typeof found === 'object') return outcomeOf(found);
  switch (found) {
    case 'done':
      return { kind: 'done' };
    case 'not-done':
      return cancelling ? { kind: 'cancelled' } : null;
    case 'cancelled':
      return cancelling
        ? { kind: 'cancelled' }
        : { kind: 'refused', failure: failureOf('network-cancelled', false) };
    case 'pending':
      return { kind: 'accepted', told: await askToCancel() };
    default:
      return { kind: 'unclear', failure: failureOf('outcome-unclear', true) };
  }

  async function askToCancel(): Promise<boolean> {
    if (cancelling !== 'wanted' || !connector.cancel) return false;
    await withTimeLimit(connector, async (signal) => connector.cancel?.(request, signal));
    return true;
  }
}

function canSwitch(connector: Connector, request: ConnectorRequest): boolean {
  const { services, subscribers } = connector.capabilities;
  return request.actions.every((action) => {
    if (!('services' in action)) return subscribers.has(action.action);
    return services === 'any' || action.services.every(({ service }) => services.has(service));
  });
}

function outcomeOf(answer: ConnectorAnswer): Outcome {
  if ('done' in answer) return { kind: 'done' };
  if ('accepted' in answer) return { ...answer, kind: 'accepted' };
  const { refused, temporary, againInMs } = answer;
  return { kind: 'refused', failure: failureOf(refused, temporary), againInMs };
}

/** Gives the call up after the time limit, also when the connector does not obey the signal. */
async function withTimeLimit<T>(connector: Connector, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new NoAnswer(`no answer within ${connector.limits.timeoutMs} ms`);
    reject(error);
    giveUp.abort(error);
  }, connector.limits.timeoutMs);
  try {
    return await Promise.race([call(giveUp.signal), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
