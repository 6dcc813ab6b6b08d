import type { QueryKey } from '@tanstack/react-query';
import type { LiveEvent } from '../../../server/notifications/contract.ts';
import { useLiveEvents } from '../kit/live-events.ts';

/** Lets every page of a signed-in person move by itself: what the server announces is fetched anew. `live`: there is a connection. */
export function useLiveUpdates(): { live: boolean } {
  return useLiveEvents({
    on: {
      order: () => [['orders']],
      line: () => [['fleet'], ['orders', 'history'], ['orders', 'option-states'], ['agreement'], ['holders']],
      holder: () => [['holders']],
      notification: () => [['notifications']],
      catalogue: () => [['catalogue']],
      fallout: () => [['fallout']],
      drift: () => [['drift']],
      import: () => [['imports']],
      export: () => [['exports']],
      resync: () => [[]],
    } satisfies Record<LiveEvent['topic'], () => QueryKey[]>,
  });
}
