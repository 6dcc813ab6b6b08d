import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 47.99em)');
const oneColumn = matchMedia('(max-width: 1000px)');

/** True on a phone: cards instead of rows, one column. */
export function useNarrow(): boolean {
  return useMatches(narrow);
}

/** True where there is no room for a summary beside the page: on phones and most tablets. */
export function useOneColumn(): boolean {
  return useMatches(oneColumn);
}

function useMatches(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => media.matches,
  );
}
