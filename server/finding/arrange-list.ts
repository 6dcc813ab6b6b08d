import type { Call, Person } from '../platform/call.ts';
import { type KeptLayout, type LineColumn, lineColumns } from './layout-contract.ts';
import { findLayout, writeLayout } from './layout-store.ts';

/** How the person has arranged the list, on whatever device. A column that there is no longer is left out. */
export async function showLayout(call: Call<Person>): Promise<KeptLayout> {
  const layout = await findLayout(call);
  if (!layout) return { layout };
  const columns = layout.columns.filter((column) => isColumn(column));
  const widths = Object.fromEntries(Object.entries(layout.widths).filter(([column]) => isColumn(column)));
  return { layout: { ...layout, columns, widths } };
}

/** Keeps it for him alone; null is as it comes. It changes nothing of the fleet, so the audit does not hear of it. */
export async function arrangeList(call: Call<Person>, { layout }: KeptLayout): Promise<KeptLayout> {
  await writeLayout(call, layout);
  return { layout };
}

function isColumn(name: string): name is LineColumn {
  return (lineColumns as readonly string[]).includes(name);
}
