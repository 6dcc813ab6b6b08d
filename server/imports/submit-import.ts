import { record } from '../audit/audit.ts';
import { submitOrder } from '../orders/orders.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { countRows } from './check-store.ts';
import type { Import } from './contract.ts';
import {
  carriedOutBefore,
  findImport,
  keepSubmitted,
  lockContent,
  startCarrying,
  type StoredImport,
} from './import-store.ts';
import { readImport } from './read-import.ts';
import { tellImport } from './tell-import.ts';

export type ImportSubmission = { importId: string; key: string; again: boolean; network: Network };

/**
 * Makes one order of the good rows of an import, in one transaction with its audit entry, or hands them to the workers, who give users and cost
 * centres. Submitted twice it is the same order; the same file as another
 * import asks first (409 `imported-before`).
 */
export async function submitImport(caller: Call<Person>, submission: ImportSubmission): Promise<Import> {
  const { importId } = submission;
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known) throw notFound();
    if (known.state === 'submitted' || known.state === 'carrying') return;
    if (known.state !== 'checked') throw notChecked();
    await lockContent(call, known.contentHash);
    if (!submission.again) await refuseCarriedOut(call, known);
    const order = known.kind === 'options' ? await place(call, known, submission) : await begin(call, known);
    await told(call, known, { ...order, again: submission.again });
  });
  return readImport(caller, { importId });
}

async function place(
  call: Call<Person>,
  { id, quoteId }: StoredImport,
  { key, network }: ImportSubmission,
): Promise<{ order: number }> {
  if (quoteId === null) throw notChecked();
  const { order } = await submitOrder(call, { quoteId, key: `import-${id}-${key}`, network });
  await keepSubmitted(call, id, order.id);
  return { order: order.number };
}

async function begin(call: Call<Person>, { id }: StoredImport): Promise<{ rows: number }> {
  const { good } = await countRows(call, { id });
  if (good === 0) throw notChecked();
  await startCarrying(call, id);
  return { rows: good };
}

async function told(
  call: Call<Person>,
  { id, fileName, contentHash, kind }: StoredImport,
  what: object,
): Promise<void> {
  await record(call, {
    action: 'imports.submitted',
    targetKind: 'import',
    targetId: id,
    after: { fileName, sha256: contentHash.toString('hex'), kind, ...what },
  });
  const { organisationId, personId } = call.actor;
  await tellImport(call, { id, organisationId, madeBy: personId });
}

async function refuseCarriedOut(call: Call<Person>, known: StoredImport): Promise<void> {
  const before = await carriedOutBefore(call, known);
  if (!before) return;
  const spoken = texts(call.actor.locale);
  throw new Refusal(
    409,
    'imported-before',
    '{by} carried out the same file on {at}. Confirm that it is to be done again.',
    { values: { by: before.by, at: spoken.dateTime(before.at) } },
  );
}

function notChecked(): Refusal {
  return new Refusal(
    409,
    'import-not-checked',
    'The rows of this file are not checked yet, or none of them can be carried out.',
  );
}
