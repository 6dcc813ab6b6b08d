import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { confirmStates, lockStates, unmovedStates } from './store.ts';

/**
 * Locks these lines until the transaction ends, in the order that everybody locks them (by id), so that two orders over the
 * same lines wait for each other and never for ever. 404 when one does not exist or the person may not see it; the portal
 * itself (a worker) may lock any. Answers those with more than one open item: when one ends, another follows.
 */
export async function lockLines(call: Call, lineIds: string[]): Promise<string[]> {
  const wanted = [...new Set(lineIds)];
  const { locked, withMoreOpen } = await lockStates(call, wanted);
  if (locked !== wanted.length) throw notFound();
  return withMoreOpen;
}

/**
 * Locks these lines and answers the ids of those that are as they were when they were read: same version, nothing under way. Of them,
 * those that `agree` with the network count as just confirmed by it.
 */
export async function confirmUnmoved(
  call: Call,
  lines: { id: string; version: number }[],
  agree: string[],
): Promise<Set<string>> {
  await lockLines(
    call,
    lines.map(({ id }) => id),
  );
  const unmoved = new Set(await unmovedStates(call, lines));
  await confirmStates(
    call,
    agree.filter((id) => unmoved.has(id)),
  );
  return unmoved;
}
