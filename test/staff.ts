import { createPerson } from '../server/organisations/organisations.ts';
import type { Call, Db, Staff } from '../server/platform/call.ts';
import { newId } from '../server/platform/id.ts';
import { now, systemCall } from './fleet.ts';

/** A call of one of the operator's staff, who exists. */
export async function aStaffCall(db: Db): Promise<Call<Staff>> {
  const email = `${newId()}@operator.test`;
  const personId = await createPerson(systemCall(db), {
    organisationId: null,
    role: 'staff',
    email,
    firstName: 'Elena',
    lastName: 'Marchetti',
    locale: 'en',
  });
  const actor: Staff = { kind: 'staff', personId, name: 'Elena Marchetti', email, locale: 'en' };
  return { db, actor, now, requestId: newId(), ip: '192.0.2.9' };
}
