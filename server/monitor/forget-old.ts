import type { Call } from '../platform/call.ts';
import { forgetOldWork } from './work-store.ts';

const keepDays = 7;

/** Forgets what workers did more than a week ago, and workers that were killed long ago. */
export async function forgetOld(call: Call): Promise<void> {
  await forgetOldWork(call.db, new Date(call.now.getTime() - keepDays * 24 * 3_600_000));
}
