import { currentCatalogue } from '../catalogue/catalogue.ts';
import { confirmUnmoved } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { correctionActions, type WantedServices } from './correction.ts';
import { findCorrection, lockCorrection } from './operator-order-store.ts';
import { orderByOperator } from './order-by-operator.ts';

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
    const catalogue = await currentCatalogue(call);
    await orderByOperator(call, {
      act: 'correction',
      auditAction: 'orders.corrected-by-operator',
      organisationId,
      idempotencyKey,
      catalogue,
      change: { add: [], remove: [] },
      lines: ordered.map(({ id, on, off }) => ({
        id,
        actions: correctionActions({ on, off }, catalogue.version),
      })),
      network,
    });
    return ordered.length;
  });
}
