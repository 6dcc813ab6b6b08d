import { record } from '../audit/audit.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { Refusal } from '../platform/refusal.ts';
import { insertBillingAccount } from './store.ts';

export type NewBillingAccount = {
  organisationId: string;
  /** The customer number. */
  number: string;
  name: string;
  /** Day of the month on which a billing cycle begins, 1–31 (in shorter months the last). Default 1. */
  cycleDay?: number;
};

/** A new customer number of an organisation; returns its id. Refuses a number that exists. */
export async function createBillingAccount(caller: Call, account: NewBillingAccount): Promise<string> {
  return inTransaction(caller, async (call) => {
    const id = newId();
    const made = await insertBillingAccount(call.db, {
      id,
      organisation_id: account.organisationId,
      number: account.number,
      name: account.name,
      cycle_day: account.cycleDay ?? 1,
    });
    if (!made) {
      throw new Refusal(409, 'customer-number-taken', 'The customer number {number} already exists.', {
        values: { number: account.number },
      });
    }
    await record(call, {
      action: 'billing-account.created',
      organisationId: account.organisationId,
      targetKind: 'billing-account',
      targetId: id,
      after: account,
    });
    return id;
  });
}
