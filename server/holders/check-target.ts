import type { Call, Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { lockTargets } from './assignment-store.ts';
import type { AssignmentKind } from './contract.ts';
import { findCostCentre } from './cost-centre-list.ts';
import { findHolder } from './holder-list.ts';

/** 404 when the person may not see it, 409 when lines are given it no more. */
export async function checkTarget(call: Call<Person>, kind: AssignmentKind, targetId: string): Promise<void> {
  if (kind === 'holder') {
    if (!(await findHolder(call, targetId))) throw notFound();
    return;
  }
  const costCentre = await findCostCentre(call, targetId);
  if (!costCentre) throw notFound();
  if (costCentre.closedAt !== null) {
    throw new Refusal(409, 'cost-centre-closed', 'The cost centre {code} is closed.', {
      values: { code: costCentre.code },
    });
  }
}

/** As `checkTarget`, and so it stays until the end of the transaction: nobody names it anew, closes or removes it meanwhile. */
export async function holdTarget(call: Call<Person>, kind: AssignmentKind, targetId: string): Promise<void> {
  await lockTargets(call, kind, [targetId]);
  await checkTarget(call, kind, targetId);
}
