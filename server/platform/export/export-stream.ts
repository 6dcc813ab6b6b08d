import { Refusal } from '../refusal.ts';

/** Each holds a connection of the pool until it is read to the end; the rest of the portal needs some too. */
const mostAtOnce = 3;
let open = 0;

/** Milliseconds that a download may take: a reader that stands still must not keep its connection. */
export const longestExport = 600_000;

/**
 * Bytes as a body that is written while it is read. The source is ended when the reader goes away, and when it takes too long. Refuses
 * with 429 when too many are open in this process.
 */
export function heldOpen(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  if (open >= mostAtOnce) {
    throw new Refusal(429, 'exports-busy', 'Several exports are running. Try again in a minute.', {
      extra: { retryAfter: 60 },
    });
  }
  open += 1;
  let giveUp: NodeJS.Timeout;
  const ended = () => {
    clearTimeout(giveUp);
    open -= 1;
  };
  return new ReadableStream({
    start: (controller) => {
      giveUp = setTimeout(() => {
        ended();
        controller.error(new Error('the export took too long'));
        void bytes.return(undefined);
      }, longestExport);
      giveUp.unref();
    },
    pull: async (controller) => {
      try {
        const next = await bytes.next();
        if (!next.done) return controller.enqueue(next.value);
        ended();
        controller.close();
      } catch (error) {
        ended();
        controller.error(error);
      }
    },
    cancel: async () => {
      ended();
      // A source that was never read has not begun and has nothing to end.
      await bytes.return(undefined);
    },
  });
}
