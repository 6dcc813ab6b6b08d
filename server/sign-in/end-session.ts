import { record } from '../audit/audit.ts';
import { readActor } from '../organisations/organisations.ts';
import { type Call, inTransaction, type Person, type Staff } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { deleteSession, deleteSessionsOf } from './store.ts';

/** Ends the session with this token; does nothing when it has ended already. */
export async function endSession(caller: Call, token: string): Promise<void> {
  await inTransaction(caller, async (call) => {
    const personId = await deleteSession(call.db, token);
    if (!personId) return;
    const actor = await readActor(call.db, personId);
    await record({ ...call, actor }, { action: 'sign-out', targetKind: 'person', targetId: personId });
    await announceEnd(call, actor);
  });
}

/** Ends every session of the person, the present one too: whoever else has one must know the password. */
export async function endAllSessions(caller: Call<Person | Staff>): Promise<void> {
  const { personId } = caller.actor;
  await inTransaction(caller, async (call) => {
    const sessions = await deleteSessionsOf(call.db, personId);
    await record(call, { action: 'sign-out', targetKind: 'person', targetId: personId, after: { sessions } });
    await announceEnd(call, call.actor);
  });
}

/** Makes the open pages of this person prove that they are still signed in, so that their event streams end too. */
export async function announceEnd(call: Call, person: Person | Staff): Promise<void> {
  const organisationId = person.kind === 'person' ? person.organisationId : null;
  await announce(call, { organisationId, personId: person.personId, topic: 'access', ids: [] });
}
