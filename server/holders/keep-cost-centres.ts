import type { output } from 'zod';
import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { CostCentre, costCentreChangeSchema, newCostCentreSchema } from './contract.ts';
import { findCostCentre } from './cost-centre-list.ts';
import { deleteUnusedCostCentre, insertCostCentre, updateCostCentre } from './cost-centre-store.ts';

/** Adds a cost centre; 409 when the company has its code already. */
export async function addCostCentre(
  caller: Call<Person>,
  { code, name }: output<typeof newCostCentreSchema>,
): Promise<CostCentre> {
  checkSeesAll(caller);
  return inTransaction(caller, async (call) => {
    const { organisationId } = call.actor;
    const id = newId();
    if (!(await insertCostCentre(call, { id, organisationId, code, name })))
      throw new Refusal(409, 'cost-centre-taken', 'There is a cost centre {code} already.', {
        values: { code },
      });
    await writeDown(call, { action: 'holders.cost-centre-added', id, after: { code, name } });
    return found(call, id);
  });
}

/** Names a cost centre anew, closes it or opens it again. Lines keep one that is closed until they are moved. */
export async function changeCostCentre(
  caller: Call<Person>,
  id: string,
  change: output<typeof costCentreChangeSchema>,
): Promise<CostCentre> {
  checkSeesAll(caller);
  return inTransaction(caller, async (call) => {
    const { name, closedAt } = await found(call, id);
    const before = { name, closed: closedAt !== null };
    const after = { name: change.name ?? before.name, closed: change.closed ?? before.closed };
    await updateCostCentre(call, id, after);
    await writeDown(call, { action: 'holders.cost-centre-changed', id, before, after });
    return found(call, id);
  });
}

/** Removes one that no line ever had; 409 when it is part of the history of a line. */
export async function deleteCostCentre(caller: Call<Person>, id: string): Promise<void> {
  checkSeesAll(caller);
  await inTransaction(caller, async (call) => {
    const { code, name } = await found(call, id);
    if (!(await deleteUnusedCostCentre(call, id))) {
      throw new Refusal(
        409,
        'cost-centre-in-history',
        'Numbers have or had the cost centre {code}: close it instead.',
        { values: { code } },
      );
    }
    await writeDown(call, { action: 'holders.cost-centre-deleted', id, before: { code, name } });
  });
}

/** Cost centres are the company's: who sees some customer numbers only gives them to his lines, and does not change them. */
function checkSeesAll({ actor }: Call<Person>): void {
  if (actor.billingAccountIds === null) return;
  throw new Refusal(
    403,
    'whole-company-only',
    'Only people who see all customer numbers of the company may change cost centres.',
  );
}

async function found(call: Call<Person>, id: string): Promise<CostCentre> {
  const costCentre = await findCostCentre(call, id);
  if (!costCentre) throw notFound();
  return costCentre;
}

async function writeDown(
  call: Call<Person>,
  { action, id, before, after }: { action: string; id: string; before?: object; after?: object },
): Promise<void> {
  await record(call, {
    action,
    targetKind: 'cost-centre',
    targetId: id,
    before: before ?? null,
    after: after ?? null,
  });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'holder', ids: [id] });
}
