import { currentCatalogue } from '../catalogue/catalogue.ts';
import { correctLines } from '../orders/orders.ts';
import type { Call, Staff } from '../platform/call.ts';
import { announceToStaff } from '../platform/live.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { type DriftRepaired, driftRepairedSchema, type RepairRequest } from './contract.ts';
import { differencesKept } from './differences.ts';
import { actOnDrift } from './drift-act.ts';
import type { ChosenDrift } from './drift-list.ts';
import { linesToCompare } from './lines-to-compare.ts';
import { catalogueServices, isRepairable, repairOf } from './repair.ts';

/** One request takes so many drifts; what is left is told, and the client sends the same act again. */
const atMost = 5_000;

/**
 * Staff order that the network has of these lines what the portal shows: one order a company, through the same engine as all others. A SIM
 * that the network does not know, and a number that it knows otherwise, cannot be put right so. Lines on which a change is
 * under way, or that have changed since they were compared, are left out: they are compared again when it has ended.
 */
export async function repairDrift(
  call: Call<Staff>,
  request: RepairRequest,
  network: Network,
): Promise<DriftRepaired> {
  const act = { action: 'reconciliation.repair-ordered', answer: driftRepairedSchema, atMost };
  return actOnDrift(call, request, act, async (call, chosen) => {
    const possible = chosen.filter(({ differences }) => isRepairable(differencesKept.parse(differences)));
    let repaired = 0;
    for (const [organisationId, some] of Map.groupBy(possible, (line) => line.organisationId)) {
      const lines = await wantedOnNetwork(call, some);
      const key = `repair ${request.id} ${request.after ?? ''}`;
      repaired += await correctLines(call, { key, organisationId, lines, network });
    }
    await announceToStaff(call, 'drift');
    const { selection } = request;
    const asked = 'lineIds' in selection ? new Set(selection.lineIds).size : chosen.length;
    return {
      repaired,
      notPossible: chosen.length - possible.length,
      underWay: asked - repaired - (chosen.length - possible.length),
      next: chosen.length === atMost ? (chosen.at(-1)?.lineId ?? null) : null,
    };
  });
}

/** What the network is to have of each line that is still as it was compared. */
async function wantedOnNetwork(call: Call, drifted: ChosenDrift[]) {
  const catalogue = catalogueServices(await currentCatalogue(call));
  const of = new Map(drifted.map((drift) => [drift.lineId, drift]));
  const lines = await linesToCompare(call, [...of.keys()]);
  return lines.flatMap(({ id, version, services }) => {
    const drift = of.get(id);
    if (!drift || drift.version !== version) return [];
    const differences = differencesKept.parse(drift.differences);
    return [{ id, version, ...repairOf(services, differences, catalogue) }];
  });
}
