/** Server-sent events to one page (HTML Living Standard §9.2). */
export type LiveStream = {
  body: ReadableStream<Uint8Array>;
  /** Tells the page that `ids` of a topic changed; none = many. What comes in quick succession is told as one. */
  tell(topic: string, ids: string[]): void;
  /** Keeps the connection alive, and gives it up when the page has not read for two minutes. */
  beat(): void;
  close(): void;
};

/** Milliseconds between two events when little happens; while news keeps coming it doubles up to `longestPause`, so that a fast order of 100,000 numbers does not keep pages fetching. */
const pause = 250;
const longestPause = 1000;
const mostIds = 100;
/** Bytes that may wait for a slow page; beyond them news is merged, not stored. */
const mostWaiting = 16_384;
const mostMissedBeats = 8;

/** Opens the stream; `onClose` runs once, however it ends. */
export function liveStream(onClose: () => void): LiveStream {
  const encoder = new TextEncoder();
  const waiting = new Map<string, Set<string>>();
  let lastSent = 0;
  let wait = pause;
  let missedBeats = 0;
  let timer: NodeJS.Timeout | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
        // Pages come back spread over some seconds when a server stops.
        write(`retry: ${1000 + Math.floor(Math.random() * 3000)}\n\n`);
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }),
  );

  function write(text: string): void {
    controller?.enqueue(encoder.encode(text));
  }

  function end(): void {
    if (!controller) return;
    controller = undefined;
    clearTimeout(timer);
    onClose();
  }

  function isReading(): boolean {
    return (controller?.desiredSize ?? 0) > 0;
  }

  function send(): void {
    timer = undefined;
    if (!controller) return;
    if (isReading()) {
      for (const [topic, ids] of waiting) {
        write(`event: ${topic}\ndata: ${JSON.stringify({ topic, ids: [...ids] })}\n\n`);
      }
      waiting.clear();
      const now = performance.now();
      wait = now - lastSent < 2 * longestPause ? Math.min(2 * wait, longestPause) : pause;
      lastSent = now;
    } else sendSoon();
  }

  function sendSoon(): void {
    timer ??= setTimeout(send, isReading() ? Math.max(0, lastSent + wait - performance.now()) : pause);
  }

  return {
    body,
    tell(topic, ids) {
      if (!controller) return;
      const known = waiting.get(topic);
      const all = known ? new Set([...known, ...ids]) : new Set(ids);
      const many = ids.length === 0 || known?.size === 0 || all.size > mostIds;
      waiting.set(topic, many ? new Set() : all);
      sendSoon();
    },
    beat() {
      if (isReading()) {
        missedBeats = 0;
        write(':\n\n');
      } else if (++missedBeats >= mostMissedBeats) this.close();
    },
    close() {
      const open = controller;
      end();
      open?.close();
    },
  };
}
