import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Locale } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Role } from './contract.ts';
import { emailAddress } from './person.ts';
import { insertPerson, limitPerson } from './store.ts';

export type NewPerson = {
  /** null for staff, and only for them. */
  organisationId: string | null;
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
  locale: Locale;
  /** Customer numbers he is limited to; left out = all of his organisation's. */
  billingAccountIds?: string[];
};

/** Someone who may sign in once he has a password (sign-in's `createAccount` gives both); returns his id. Refuses a mail address in use. */
export async function createPerson(caller: Call, person: NewPerson): Promise<string> {
  return inTransaction(caller, async (call) => {
    const id = newId();
    const email = emailAddress(person.email);
    const made = await insertPerson(call.db, {
      id,
      organisation_id: person.organisationId,
      role: person.role,
      email,
      first_name: person.firstName,
      last_name: person.lastName,
      locale: person.locale,
      created_at: call.now,
    });
    if (!made) {
      throw new Refusal(409, 'email-taken', 'Somebody already signs in with {email}.', { values: { email } });
    }
    if (person.billingAccountIds && person.organisationId !== null) {
      await limitPerson(call.db, {
        personId: id,
        organisationId: person.organisationId,
        billingAccountIds: person.billingAccountIds,
      });
    }
    await record(call, {
      action: 'person.created',
      organisationId: person.organisationId,
      targetKind: 'person',
      targetId: id,
      after: { ...person, email },
    });
    return id;
  });
}
