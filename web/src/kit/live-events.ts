import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';

type Options = {
  /** Address of the event stream. */
  url?: string;
  /** Names of events to hear, and which queries each makes old. */
  on: Record<string, (data: unknown) => QueryKey[]>;
};

/**
 * Hears the server's events while mounted and fetches anew what they made old. What happened while the stream was opening is
 * told by the server when it is open. After a break, however long, everything on screen is fetched again: what was said
 * meanwhile is not known. Where the stream alone is refused, it is fetched again at each attempt. `live` is false while the server cannot be
 * reached.
 */
export function useLiveEvents({ url = '/api/events', on }: Options): { live: boolean } {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  const names = Object.keys(on).join(' ');

  const heard = useEffectEvent((name: string, text: string) => {
    for (const queryKey of on[name]?.(parsed(text)) ?? []) void queries.invalidateQueries({ queryKey });
  });
  const reconnected = useEffectEvent(() => void queries.invalidateQueries({ type: 'active' }));

  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let broke = false;

    // refused by a server that answers (too many pages are open): then the page asks instead of being told
    const onRefusal = async () => {
      const answer = await fetch('/readyz', { cache: 'no-store' }).catch(() => null);
      if (!answer?.ok || source?.readyState !== EventSource.CLOSED) return;
      setLive(true);
      reconnected();
    };
    const connect = () => {
      source = new EventSource(url);
      source.addEventListener('open', () => {
        failures = 0;
        setLive(true);
        if (broke) reconnected();
        broke = false;
      });
      source.addEventListener('error', () => {
        broke = true;
        setLive(false);
        // a lost connection comes back by itself; after a refusal the browser gives up and we ask again, ever more seldom
        if (source?.readyState !== EventSource.CLOSED) return;
        failures += 1;
        void onRefusal();
        const wait = Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random() / 2);
        timer = setTimeout(connect, wait);
      });
      for (const name of names.split(' ')) {
        source.addEventListener(name, (event: MessageEvent<string>) => heard(name, event.data));
      }
    };
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [url, names]);

  return { live };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
