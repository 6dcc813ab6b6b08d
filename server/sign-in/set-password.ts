import { hashPassword } from 'better-auth/crypto';
import { record } from '../audit/audit.ts';
import { createPerson, type NewPerson, readActor } from '../organisations/organisations.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { upsertPassword } from './store.ts';

/** Gives a person a password, his first or a new one. His sessions go on. */
async function setPassword(caller: Call, personId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await inTransaction(caller, async (call) => {
    await upsertPassword(call.db, personId, hash, call.now);
    const person = await readActor(call.db, personId);
    await record(call, {
      action: 'password.changed',
      organisationId: person.kind === 'person' ? person.organisationId : null,
      targetKind: 'person',
      targetId: personId,
    });
  });
}

/** Someone who can sign in at once: a person with a password. Returns his id. */
export async function createAccount(
  caller: Call,
  { password, ...person }: NewPerson & { password: string },
): Promise<string> {
  return inTransaction(caller, async (call) => {
    const personId = await createPerson(call, person);
    await setPassword(call, personId, password);
    return personId;
  });
}
