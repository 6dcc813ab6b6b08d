import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { Selection } from './contract.ts';
import { selectedIds } from './selection-store.ts';
import { visibleLineIds } from '../fleet/fleet.ts';

/**
 * The ids of the lines that a selection means, each once: in the order named, or by name for a filter. A line named that does not
 * exist or may not be seen makes it 404; a filter gives what fits within the person's scope, which may be nothing.
 */
export async function selectLineIds(call: Call<Person>, selection: Selection): Promise<string[]> {
  if (!('lineIds' in selection)) return selectedIds(call, selection);
  const named = [...new Set(selection.lineIds.map((id) => id.toLowerCase()))];
  const visible = await visibleLineIds(call, named);
  if (visible.length !== named.length) throw notFound();
  return visible;
}
