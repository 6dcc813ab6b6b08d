import { currentCatalogue } from '../catalogue/catalogue.ts';
import type { WantedChange } from '../catalogue/contract.ts';
import { takeOverLines } from '../orders/orders.ts';
import type { Call, Staff } from '../platform/call.ts';
import { announceToStaff } from '../platform/live.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { type DriftTakenOver, driftTakenOverSchema, type RepairRequest } from './contract.ts';
import { differencesKept } from './differences.ts';
import { actOnDrift } from './drift-act.ts';
import { linesToCompare } from './lines-to-compare.ts';
import { takeOverOf } from './take-over.ts';

/** One request takes so many drifts; what is left is told, and the client sends the same act again. */
const atMost = 1_000;

/**
 * Staff make the portal show of these lines what the network has, where a change of options says it: one order a company that is done at once.
 * The network is not called. Lines on which a change is under way, or that have changed since they were compared, are left out.
 */
export async function takeOverDrift(
  call: Call<Staff>,
  request: RepairRequest,
  network: Network,
): Promise<DriftTakenOver> {
  const act = { action: 'reconciliation.taken-over', answer: driftTakenOverSchema, atMost };
  return actOnDrift(call, request, act, async (call, chosen) => {
    const seen = new Map(chosen.map(({ lineId, version }) => [lineId, version]));
    const takeOvers = [...(await takeOversOf(call, chosen)).values()];
    const possible = takeOvers.filter(({ id, version }) => seen.get(id) === version);
    let takenOver = 0;
    for (const [organisationId, lines] of Map.groupBy(possible, (line) => line.organisationId)) {
      const key = `take over ${request.id} ${request.after ?? ''}`;
      takenOver += await takeOverLines(call, { key, organisationId, lines, network });
    }
    await announceToStaff(call, 'drift');
    const { selection } = request;
    const asked = 'lineIds' in selection ? new Set(selection.lineIds).size : chosen.length;
    const notPossible = chosen.length - takeOvers.length;
    return {
      takenOver,
      notPossible,
      underWay: asked - takenOver - notPossible,
      next: chosen.length === atMost ? (chosen.at(-1)?.lineId ?? null) : null,
    };
  });
}

type TakenOver = { id: string; organisationId: string; version: number; change: WantedChange };

/** Of these drifts, by line, those that a change of options can take over. */
export async function takeOversOf(
  call: Call,
  drifted: { lineId: string; differences: unknown }[],
): Promise<Map<string, TakenOver>> {
  const catalogue = await currentCatalogue(call);
  const of = new Map(drifted.map(({ lineId, differences }) => [lineId, differences]));
  const lines = await linesToCompare(call, [...of.keys()]);
  return new Map(
    lines.flatMap((line) => {
      const differences = differencesKept.parse(of.get(line.id));
      const change = takeOverOf(catalogue, line, differences, call.now);
      const { id, organisationId, version } = line;
      return change ? [[id, { id, organisationId, version, change }]] : [];
    }),
  );
}
