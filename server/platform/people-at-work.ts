import { sql } from 'kysely';
import type { Db } from './call.ts';
import type { Listener } from './listener.ts';

/** The channel on which whoever answers people tells that he does. */
export const peopleChannel = 'flottille_people';

const tellsEveryMs = 100;
const heardForMs = 300;

/** For whoever answers people: call it with each answer; all processes hear of it, ten times a second at most. */
export function peopleTeller(db: Db, now: () => number = () => performance.now()): () => void {
  let toldAt = -Infinity;
  return () => {
    if (now() - toldAt < tellsEveryMs) return;
    toldAt = now();
    // Nobody is to wait for it, and without a database there is nothing to give way to.
    void sql`SELECT pg_notify(${peopleChannel}, '')`.execute(db).catch(() => {});
  };
}

/** For whoever works through much in the background. */
export type PeopleAtWork = {
  /** Somebody was answered just now, by any process. */
  areThere(): boolean;
  stop(): void;
};

/** Hears of the people who are being answered; without a listener there is never anybody. */
export function peopleAtWork(
  listener: Pick<Listener, 'on'> | undefined,
  now: () => number = () => performance.now(),
): PeopleAtWork {
  let heardAt = -Infinity;
  const stop = listener?.on(peopleChannel, () => {
    heardAt = now();
  });
  return { areThere: () => now() - heardAt < heardForMs, stop: () => stop?.() };
}
