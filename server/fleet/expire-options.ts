import { record } from '../audit/audit.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { announceLines, byOrganisation } from './line-news.ts';
import { lockLines } from './lock-lines.ts';
import { endExpired, type ExpiredOption, findExpired } from './option-store.ts';

/** Lines in one transaction: small enough that an order for one of them waits only a moment. */
const batch = 500;

/**
 * Ends the options whose time is over (passes), a batch of lines in each transaction; returns how many options ended. That the network is to
 * be told is noted with them (`linesToLeave`).
 */
export async function expireOptions(call: Call): Promise<number> {
  let ended = 0;
  for (;;) {
    const inBatch = await inTransaction(call, expireBatch);
    if (inBatch === 0) return ended;
    ended += inBatch;
  }
}

async function expireBatch(call: Call): Promise<number> {
  const lineIds = await findExpired(call, batch);
  if (lineIds.length === 0) return 0;
  await lockLines(call, lineIds);
  const { ended, lines } = await endExpired(call, lineIds);
  await writeDown(call, ended);
  await announceLines(call, byOrganisation(lines));
  return ended.length;
}

async function writeDown(call: Call, ended: ExpiredOption[]): Promise<void> {
  for (const [organisationId, options] of Map.groupBy(ended, (option) => option.organisationId)) {
    await record(call, {
      action: 'fleet.options-expired',
      organisationId,
      targetKind: 'fleet',
      before: { active: options.map(({ lineId, code }) => ({ lineId, code })) },
      after: { active: [] },
    });
  }
}
