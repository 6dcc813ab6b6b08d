import { useLiveEvents } from '../kit/live-events.ts';

/** Lets every page of a signed-in person move by itself: what the server announces is fetched anew. */
export function useLiveUpdates(): void {
  useLiveEvents({
    on: {
      order: () => [['orders']],
      line: () => [['fleet'], ['orders', 'history'], ['orders', 'option-states']],
      notification: () => [['notifications']],
      catalogue: () => [['catalogue']],
      resync: () => [[]],
    },
  });
}
