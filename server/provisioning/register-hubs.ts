import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../platform/call.ts';
import { type Secrets, tmf641Options } from './connectors/tmf641-element.ts';
import { ossHttp } from './connectors/tmf641-http.ts';
import { findHub, writeHub } from './hub-store.ts';
import type { Network } from './network-file.ts';
import { networkListeners } from './network-listeners.ts';

export type HubParts = {
  network: Network;
  secrets: Secrets;
  /** Scheme and host under which the elements reach the portal. */
  origin: string;
  log: { warn(fields: object, message: string): void };
};

/** An OSS may forget whom to tell; so often it is asked anew. */
const anewAfterMs = 24 * 3_600_000;
const patienceMs = 10_000;
const subscription = z.looseObject({ id: z.string().optional() });

/**
 * Asks each element that notifies to tell us what becomes of orders (TMF641 hub): once, anew when an address has changed, and once a day.
 * One that cannot be reached is asked again the next time; until then its items are looked at. Not to be called in a transaction.
 */
export async function registerHubs(call: Call, { network, secrets, origin, log }: HubParts): Promise<void> {
  for (const { element, secret } of networkListeners(network, secrets)) {
    const written = network.elements.find(({ name }) => name === element);
    if (written?.kind !== 'tmf641') continue;
    const callback = `${origin}/tmf-api/serviceOrdering/v4/listener/${secret}`;
    try {
      await register(call, element, tmf641Options(written, secrets), callback);
    } catch (error) {
      log.warn({ err: error, element }, 'the element could not be asked to notify');
    }
  }
}

async function register(
  call: Call,
  element: string,
  options: Parameters<typeof ossHttp>[0],
  callback: string,
): Promise<void> {
  const known = await findHub(call.db, element);
  const { address } = options;
  const digest = createHash('sha256').update(callback).digest('hex');
  const isSame = known?.address === address && known.callback === digest;
  if (isSame && call.now.getTime() - known.registeredAt.getTime() < anewAfterMs) return;
  const http = ossHttp(options);
  const answer = await http.send(
    { method: 'POST', path: '/hub', body: { callback } },
    AbortSignal.timeout(patienceMs),
  );
  // 409: it tells this address already.
  if (answer.status >= 300 && answer.status !== 409) throw new Error(`the hub answered ${answer.status}`);
  const given = subscription.safeParse(answer.body).data?.id ?? null;
  const hubId = answer.status === 409 ? (known?.hubId ?? null) : given;
  await writeHub(call.db, call.now, { element, address, callback: digest, hubId });
  // The one before, or everything would be told twice.
  if (known?.hubId && known.hubId !== hubId && known.address === address)
    await http.send(
      { method: 'DELETE', path: `/hub/${encodeURIComponent(known.hubId)}` },
      AbortSignal.timeout(patienceMs),
    );
}
