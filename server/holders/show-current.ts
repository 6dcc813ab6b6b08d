import { showCostCentres, showHolders } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import type { AssignmentKind } from './contract.ts';
import { currentCostCentres, currentHolders } from './shown-list.ts';

/** Makes lists and pages show of these lines what they have today. */
export async function showCurrent(call: Call, kind: AssignmentKind, lineIds: string[]): Promise<void> {
  if (lineIds.length === 0) return;
  if (kind === 'holder') await showHolders(call, await currentHolders(call, lineIds));
  else await showCostCentres(call, await currentCostCentres(call, lineIds));
}
