import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { readAudit, record } from '../audit/audit.ts';
import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RepairRequest } from './contract.ts';
import { chosenDrift, type ChosenDrift } from './drift-list.ts';
import { lockAct } from './drift-store.ts';

type Act<T> = {
  /** What the audit calls it. */
  action: string;
  answer: z.ZodType<T>;
  /** One request takes so many drifts. */
  atMost: number;
};

/**
 * Does with the chosen drift what staff ask, once: the same request sent again, at the same moment or years later, does nothing and is answered as
 * the first was. What is done, its audit entry and its answer are one transaction, in which the chosen lines are locked. An id that was
 * used for something else is refused.
 */
export async function actOnDrift<T>(
  call: Call<Staff>,
  request: RepairRequest,
  { action, answer, atMost }: Act<T>,
  work: (call: Call<Staff>, chosen: ChosenDrift[]) => Promise<T>,
): Promise<T> {
  const { id, note, selection, after = null } = request;
  const asked = { note, selection, after };
  const targetId = after ? `${id} ${after}` : id;
  return inTransaction(call, async (call) => {
    await lockAct(call, targetId);
    const [known] = await readAudit(call.db, {
      organisationId: null,
      target: { kind: 'repair', id: targetId },
      limit: 1,
    });
    if (known) {
      const { answer: told, ...before } = entrySchema.parse(known.after);
      if (
        known.action !== action ||
        known.actorId !== call.actor.personId ||
        !isDeepStrictEqual(before, asked)
      )
        throw new Refusal(409, 'other-handling', 'This id was used for something else.');
      return answer.parse(told);
    }
    const chosen = await chosenDrift(call, selection, { after, limit: atMost });
    // all at once and in order: company by company, two acts or a worker could wait for each other
    await lockLines(
      call,
      chosen.map(({ lineId }) => lineId),
    );
    const told = await work(call, chosen);
    await record(call, { action, targetKind: 'repair', targetId, after: { ...asked, answer: told } });
    return told;
  });
}

const entrySchema = z.object({
  note: z.string(),
  selection: z.json(),
  after: z.string().nullable(),
  answer: z.json(),
});
