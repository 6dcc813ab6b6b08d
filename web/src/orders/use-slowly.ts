import { useEffect, useRef, useState } from 'react';

/**
 * A text that changes at most every so many milliseconds, so that a screen reader is not kept talking; at once when `now` is
 * another than before. Empty at first: what stands on a page when it opens is read with the page.
 */
export function useSlowly(text: string, every: number, now: string): string {
  const [told, setTold] = useState('');
  const last = useRef({ at: 0, text, now });

  useEffect(() => {
    if (text === last.current.text) return undefined;
    const tell = () => {
      last.current = { at: Date.now(), text, now };
      setTold(text);
    };
    const wait = now === last.current.now ? last.current.at + every - Date.now() : 0;
    const timer = setTimeout(tell, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [text, every, now]);

  return told;
}
