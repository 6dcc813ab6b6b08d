import { record } from '../audit/audit.ts';
import { announceLines, lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { Holder, HolderWords } from './contract.ts';
import { findHolder } from './holder-list.ts';
import {
  deleteUnusedHolder,
  endAllOf,
  eraseHolder,
  hasLinesBeyond,
  insertHolder,
  isNumberTaken,
  linesUsedBy,
  updateHolder,
} from './holder-store.ts';
import { showCurrent } from './show-current.ts';
import { todayOf } from './today.ts';

/** Writes down somebody who will use lines; 409 when another has his personnel number. */
export async function addHolder(caller: Call<Person>, words: HolderWords): Promise<Holder> {
  return inTransaction(caller, async (call) => {
    const { organisationId } = call.actor;
    const id = newId();
    if (!(await insertHolder(call, { ...words, id, organisationId, addedBy: call.actor.personId })))
      throw numberTaken(words);
    await writeDown(call, 'holders.holder-added', id);
    return found(call, id);
  });
}

/** Writes anew who somebody is: his lines show it at once; 409 when another has his personnel number. */
export async function changeHolder(caller: Call<Person>, id: string, words: HolderWords): Promise<Holder> {
  return inTransaction(caller, async (call) => {
    const { organisationId } = call.actor;
    const before = await found(call, id);
    await withHisLines(call, id, async () => {
      if (await isNumberTaken(call, organisationId, words.personnelNumber, id)) throw numberTaken(words);
      await updateHolder(call, id, words);
    });
    const fields = (Object.keys(words) as (keyof HolderWords)[]).filter((key) => words[key] !== before[key]);
    // Which of his data, not what: it is written down in his record alone.
    await writeDown(call, 'holders.holder-changed', id, { fields });
    return found(call, id);
  });
}

/**
 * Removes somebody with all his data. Where he had lines, their history keeps that somebody had them from when until when, which bills
 * and reports rest on, and not who; the lines he has are nobody's. 403 when he has or had lines that the caller does not see.
 */
export async function removeHolder(caller: Call<Person>, id: string): Promise<void> {
  await inTransaction(caller, async (call) => {
    await found(call, id);
    if (await deleteUnusedHolder(call, id)) return writeDown(call, 'holders.holder-removed', id);
    if (await hasLinesBeyond(call, id))
      throw new Refusal(
        403,
        'holder-beyond-sight',
        'This user has or had numbers that you do not see: ask a colleague who sees all customer numbers.',
      );
    const lineIds = await withHisLines(call, id, () => eraseHolder(call, id));
    await endAllOf(call, id, todayOf(call));
    return writeDown(call, 'holders.holder-removed', id, { lineIds });
  });
}

/** Locks the lines he has and is planned for, does `work`, which locks his record, and lets the lines show it. Returns which they are. */
async function withHisLines(call: Call<Person>, id: string, work: () => Promise<void>): Promise<string[]> {
  const before = await linesUsedBy(call, id);
  await lockOwn(call, before);
  await work();
  // Until his record was locked he may have been given more; they show what it was before.
  const since = (await linesUsedBy(call, id)).filter((lineId) => !before.includes(lineId));
  await lockOwn(call, since);
  const lineIds = [...before, ...since];
  await showCurrent(call, 'holder', lineIds);
  if (lineIds.length > 0) await announceLines(call, [{ organisationId: call.actor.organisationId, lineIds }]);
  return lineIds;
}

/** His lines may belong to customer numbers that this person does not see: they show the same name all the same. */
async function lockOwn(call: Call, lineIds: string[]): Promise<void> {
  await lockLines({ ...call, actor: { kind: 'system', name: 'holders' } }, lineIds);
}

async function found(call: Call<Person>, id: string): Promise<Holder> {
  const holder = await findHolder(call, id);
  if (!holder) throw notFound();
  return holder;
}

function numberTaken({ personnelNumber }: HolderWords): Refusal {
  return new Refusal(409, 'personnel-number-taken', 'Another user has the personnel number {number}.', {
    values: { number: personnelNumber ?? '' },
  });
}

async function writeDown(call: Call<Person>, action: string, id: string, after?: object): Promise<void> {
  await record(call, { action, targetKind: 'holder', targetId: id, ...(after ? { after } : {}) });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'holder', ids: [id] });
}
