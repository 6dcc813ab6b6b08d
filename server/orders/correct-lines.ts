import { record } from '../audit/audit.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import { addOpenItems, confirmUnmoved } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { type Network, wakeWorkers } from '../provisioning/provisioning.ts';
import { findCorrection, insertCorrection, lockCorrection } from './correction-store.ts';
import { correctionActions, type WantedServices } from './correction.ts';
import { insertItems } from './order-store.ts';
import { totalsOf } from './quote.ts';

export type Correction = {
  /** Of the act of staff: the same act makes one order a company, however often it is sent. */
  key: string;
  organisationId: string;
  /** The lines as they were compared, each with what the network is to have of it. */
  lines: (WantedServices & { id: string; version: number })[];
  network: Network;
};

/**
 * Orders, in the name of the operator's staff, that the network has of these lines of one company what the portal shows; in one transaction
 * with items, audit and news. Nothing of a line changes and nothing is charged. A line that has changed since it was compared, or
 * on which something is under way, is left out. Answers how many numbers were ordered.
 */
export async function correctLines(
  call: Call<Staff>,
  { key, organisationId, lines, network }: Correction,
): Promise<number> {
  return inTransaction(call, async (call) => {
    const idempotencyKey = `${key} ${organisationId}`;
    await lockCorrection(call, idempotencyKey);
    const known = await findCorrection(call, idempotencyKey);
    if (known !== undefined) return known;
    const unmoved = await confirmUnmoved(call, lines, []);
    const ordered = lines.filter(({ id }) => unmoved.has(id));
    if (ordered.length === 0) return 0;
    const lineIds = ordered.map(({ id }) => id);
    const catalogue = await currentCatalogue(call);
    const orderId = newId();
    const number = await insertCorrection(call, {
      id: orderId,
      organisationId,
      idempotencyKey,
      catalogueVersion: catalogue.version,
      totals: totalsOf([free], [ordered.length], catalogue.operator.vatRate),
      lineIds,
    });
    const kinds = new Map<string, { place: number; wanted: WantedServices }>();
    const lineOutcomes = ordered.map(({ on, off }) => {
      const text = JSON.stringify({ on, off });
      const kind = kinds.get(text) ?? { place: kinds.size + 1, wanted: { on, off } };
      kinds.set(text, kind);
      return kind.place;
    });
    const outcomes = [...kinds.values()].map(({ wanted }) => ({
      ...free,
      startsAt: null,
      actions: correctionActions(wanted, catalogue.version),
    }));
    await insertItems(call, { orderId, network, lineIds, lineOutcomes, outcomes });
    await addOpenItems(call, lineIds);
    await record(call, {
      action: 'orders.corrected-by-operator',
      organisationId,
      targetKind: 'order',
      targetId: orderId,
      after: { number, numbers: lineIds.length },
    });
    await announce(call, { organisationId, topic: 'order', ids: [orderId] });
    await wakeWorkers(call);
    return lineIds.length;
  });
}

const free = { now: '0', proRata: '0', monthly: '0' };
