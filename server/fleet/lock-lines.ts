import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { lockStates } from './store.ts';

/**
 * Locks these lines until the transaction ends, in the order that everybody locks them (by id), so that two orders over the
 * same lines wait for each other and never for ever. 404 when one does not exist or the person may not see it; the portal
 * itself (a worker) may lock any.
 */
export async function lockLines(call: Call, lineIds: string[]): Promise<void> {
  const wanted = [...new Set(lineIds)];
  if ((await lockStates(call, wanted)) !== wanted.length) throw notFound();
}
