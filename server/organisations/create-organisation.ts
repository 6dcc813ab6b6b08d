import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Locale } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { Refusal } from '../platform/refusal.ts';
import { isEnterpriseNumber } from './enterprise-number.ts';
import { insertOrganisation } from './store.ts';

export type NewOrganisation = { name: string; enterpriseNumber: string; locale: Locale };

/** A new customer of the operator; returns its id. Refuses a wrong enterprise number, and one that is already a customer. */
export async function createOrganisation(caller: Call, organisation: NewOrganisation): Promise<string> {
  if (!isEnterpriseNumber(organisation.enterpriseNumber)) {
    throw new Refusal(422, 'wrong-enterprise-number', '{number} is not a Belgian enterprise number.', {
      values: { number: organisation.enterpriseNumber },
    });
  }
  return inTransaction(caller, async (call) => {
    const id = newId();
    const made = await insertOrganisation(call.db, {
      id,
      name: organisation.name,
      enterprise_number: organisation.enterpriseNumber,
      locale: organisation.locale,
      created_at: call.now,
    });
    if (!made) {
      throw new Refusal(
        409,
        'enterprise-number-taken',
        'The company with enterprise number {number} is already a customer.',
        {
          values: { number: organisation.enterpriseNumber },
        },
      );
    }
    await record(call, {
      action: 'organisation.created',
      organisationId: id,
      targetKind: 'organisation',
      targetId: id,
      after: organisation,
    });
    return id;
  });
}
