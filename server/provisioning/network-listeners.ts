import { createHash, timingSafeEqual } from 'node:crypto';
import { StartFailure } from '../platform/start-failure.ts';
import { neededSecret, type Secrets } from './connectors/tmf641-element.ts';
import type { Network } from './network-file.ts';

/** Where an element tells what becomes of items. Its secret is the last part of the address, or a bearer token. */
export type NetworkListener = { element: string; secret: string };

/** The elements that notify, by the network file. A StartFailure when a secret is missing, short, or two have the same. */
export function networkListeners(network: Network, secrets: Secrets): NetworkListener[] {
  const listeners = network.elements.flatMap((element) =>
    element.kind === 'tmf641' && element.notifications
      ? [{ element: element.name, secret: neededSecret(element.name, element.notifications, secrets) }]
      : [],
  );
  for (const { element, secret } of listeners)
    if (!/^[\w-]{20,}$/.test(secret))
      throw new StartFailure(
        `The secret for notifications of the element ${element} must have at least 20 letters, digits, dashes and underscores.`,
      );
  if (new Set(listeners.map(({ secret }) => secret)).size < listeners.length)
    throw new StartFailure('Each element that notifies needs a secret of its own.');
  return listeners;
}

/** The element whose secret this is; how long it takes tells nothing of the secrets. */
export function listenerOf(listeners: NetworkListener[], secret: string): string | null {
  const given = digest(secret);
  return listeners.filter((each) => timingSafeEqual(digest(each.secret), given))[0]?.element ?? null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
