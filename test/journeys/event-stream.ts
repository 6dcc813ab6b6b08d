import { z } from 'zod';
import type { LiveEvent } from '../../server/notifications/contract.ts';

const liveEventSchema = z.strictObject({
  topic: z.enum(['order', 'line', 'notification', 'catalogue', 'resync']),
  ids: z.array(z.string()),
});

/** A page that listens to the server's events (HTML Living Standard §9.2), over a real connection. */
export async function listen(origin: string, cookie: string) {
  const answer = await fetch(`${origin}/api/events`, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`no events: ${answer.status} ${await answer.text()}`);
  const heard: LiveEvent[] = [];
  let hasEnded = false;
  let failure: unknown;
  const reading = (async () => {
    const text = new TextDecoder();
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      const blocks = (rest + text.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data) heard.push(liveEventSchema.parse(JSON.parse(data)));
      }
    }
  })()
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => {
      hasEnded = true;
    });

  return {
    type: answer.headers.get('content-type'),
    heard,
    /** Waits until it has heard such an event; fails after some seconds. */
    hears: (topic: LiveEvent['topic'], id?: string) =>
      until(`an event ${topic} ${id ?? ''}`, () =>
        heard.some((event) => event.topic === topic && (id === undefined || event.ids.includes(id))),
      ),
    /** Waits until the server has ended it; fails when it was cut off. */
    async ends(): Promise<void> {
      await until('the end', () => hasEnded);
      if (failure) throw new Error('the events were cut off', { cause: failure });
    },
    async close(): Promise<void> {
      await answer.body?.cancel().catch(() => {});
      await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 100))]);
    },
  };
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited for ${what} in vain`);
}
