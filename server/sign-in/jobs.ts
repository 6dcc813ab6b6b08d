import type { Call } from '../platform/call.ts';
import { rules } from './throttle.ts';
import { deleteEnded } from './store.ts';

/** Deletes sessions and links that have ended and counts that play no part any more. To be run once a day. */
export async function sweepSignIn(call: Call): Promise<void> {
  await deleteEnded(call.db, call.now, new Date(call.now.getTime() - 2 * (rules.memory + rules.longestWait)));
}
