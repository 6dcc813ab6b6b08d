import { findPersonByEmail, readActor } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';

/** Who has asked for something, with what he may see today; null when he is shut out, or no longer of this company. */
export async function ownerOf(
  call: Call,
  { askedBy, organisationId }: { askedBy: string; organisationId: string },
): Promise<Person | null> {
  const actor = await readActor(call.db, askedBy);
  if (actor.kind !== 'person' || actor.organisationId !== organisationId) return null;
  return (await findPersonByEmail(call.db, actor.email)) ? actor : null;
}
