import { useSyncExternalStore } from 'react';
import { keptWorkKey } from '../fleet/kept-work.ts';
import { queries } from '../api/queries.ts';
import type { Assigned } from '../../../server/holders/contract.ts';
import { assignSome, endSome, type EndWish, type NewAssignment } from './queries.ts';

/** Many numbers that get, or lose, a user or a cost centre: some at a time, so that it can be stopped and gone on with. */
export type Work = {
  wish: ({ act: 'assign' } & NewAssignment) | ({ act: 'end' } & EndWish);
  count: number;
  done: number;
};

type State = {
  work: Work | null;
  isRunning: boolean;
  /** What came of the last one. */
  result: Assigned | null;
  error: unknown;
};

const idle: State = { work: null, isRunning: false, result: null, error: null };
const hearers = new Set<() => void>();
let owner: string | null = null;
let state = idle;

/**
 * What this person is assigning to many numbers. It goes on while he looks at other pages; what he leaves or closes before its end is kept in this
 * browser. To go on is to ask the same again: numbers that have it already stay as they are.
 */
export function useAssigning(personId: string): State {
  return useSyncExternalStore(hear, () => stateOf(personId));
}

/** As this person left it, when it was another's until now. */
function stateOf(personId: string): State {
  if (owner !== personId) {
    const kept = localStorage.getItem(keptWorkKey(personId));
    owner = personId;
    state = { ...idle, work: kept ? (JSON.parse(kept) as Work) : null };
  }
  return state;
}

/** Begins with many numbers, or goes on with those that are left. */
export async function assignMany(work: Work): Promise<void> {
  const person = owner;
  keep({ work, isRunning: true, result: null, error: null });
  try {
    for (;;) {
      const some = await (work.wish.act === 'assign' ? assignSome(work.wish) : endSome(work.wish));
      // somebody else has signed in meanwhile
      if (owner !== person || !state.work) return;
      const done = state.work.done + some.changed;
      if (some.left === 0 || some.changed === 0) {
        keep({ work: null, isRunning: false, result: { ...some, changed: done }, error: null });
        break;
      }
      keep({ ...state, work: { ...state.work, done } });
      if (!state.isRunning) break;
    }
  } catch (error) {
    keep({ ...state, isRunning: false, error });
  }
  await queries.invalidateQueries({ queryKey: ['fleet'] });
  await queries.invalidateQueries({ queryKey: ['holders'] });
}

/** What is being asked is finished, and no more is asked. */
export function stopAssigning(): void {
  keep({ ...state, isRunning: false });
}

/** What is done stays; the rest is not done. */
export function leaveAssigning(): void {
  keep(idle);
}

function keep(next: State): void {
  state = next;
  if (owner !== null) {
    if (next.work) localStorage.setItem(keptWorkKey(owner), JSON.stringify(next.work));
    else localStorage.removeItem(keptWorkKey(owner));
  }
  for (const changed of hearers) changed();
}

function hear(changed: () => void): () => void {
  hearers.add(changed);
  return () => hearers.delete(changed);
}
