import { useSyncExternalStore } from 'react';
import { type Chosen, nothingChosen } from './selection.ts';

const key = 'flottille.chosen';
const hearers = new Set<() => void>();
let held: Chosen | undefined;

/** What is chosen in the list. It outlives reload and back in this tab, and is nobody else's. */
export function useChosen(): [Chosen, (chosen: Chosen) => void] {
  return [useSyncExternalStore(hear, read), write];
}

/** Lets go of the selection, as after an order or when somebody else signs in. */
export function forgetChosen(): void {
  write(nothingChosen);
}

function hear(changed: () => void): () => void {
  hearers.add(changed);
  return () => hearers.delete(changed);
}

function read(): Chosen {
  if (held) return held;
  const kept = sessionStorage.getItem(key);
  held = kept ? (JSON.parse(kept) as Chosen) : nothingChosen;
  return held;
}

function write(chosen: Chosen): void {
  held = chosen;
  if (chosen.how === 'none') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(chosen));
  for (const changed of hearers) changed();
}
