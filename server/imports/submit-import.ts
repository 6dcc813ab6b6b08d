import { record } from '../audit/audit.ts';
import { submitOrder } from '../orders/orders.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { Network } from '../provisioning/provisioning.ts';
import type { Import } from './contract.ts';
import {
  carriedOutBefore,
  findImport,
  keepSubmitted,
  lockContent,
  type StoredImport,
} from './import-store.ts';
import { readImport } from './read-import.ts';

export type ImportSubmission = { importId: string; key: string; again: boolean; network: Network };

/**
 * Makes one order of the good rows of an import, in one transaction with its audit entry. Submitted twice it is the same order; the same file as another
 * import asks first (409 `imported-before`).
 */
export async function submitImport(caller: Call<Person>, submission: ImportSubmission): Promise<Import> {
  const { importId } = submission;
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known) throw notFound();
    if (known.state === 'submitted') return;
    if (known.state !== 'checked' || known.quoteId === null) throw notChecked();
    await lockContent(call, known.contentHash);
    if (!submission.again) await refuseCarriedOut(call, known);
    await place(call, known, known.quoteId, submission);
  });
  return readImport(caller, { importId });
}

async function place(
  call: Call<Person>,
  { id, fileName, contentHash }: StoredImport,
  quoteId: string,
  { key, network, again }: ImportSubmission,
): Promise<void> {
  const { order } = await submitOrder(call, { quoteId, key: `import-${id}-${key}`, network });
  await keepSubmitted(call, id, order.id);
  await record(call, {
    action: 'imports.submitted',
    targetKind: 'import',
    targetId: id,
    after: { fileName, sha256: contentHash.toString('hex'), order: order.number, again },
  });
  const { organisationId, personId } = call.actor;
  await announce(call, { organisationId, personId, topic: 'import', ids: [id] });
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
