import type { Call } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import type { TakenImport } from './check-store.ts';

/** Lets the open pages of who made it know that an import has moved. */
export async function tellImport(
  call: Call,
  { id, organisationId, madeBy }: Pick<TakenImport, 'id' | 'organisationId' | 'madeBy'>,
): Promise<void> {
  await announce(call, { organisationId, personId: madeBy, topic: 'import', ids: [id] });
}
