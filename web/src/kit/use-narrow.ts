import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 47.99em)');

/** True on a phone: cards instead of rows, one column. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}
