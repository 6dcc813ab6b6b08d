import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { HeldLines, Holder } from './contract.ts';
import { findHolder, linesOfHolder } from './holder-list.ts';

/** One holder; 404 when the person may not see him. */
export async function showHolder(call: Call<Person>, id: string): Promise<Holder> {
  const holder = await findHolder(call, id);
  if (!holder) throw notFound();
  return holder;
}

/** A page of the lines he has, will have and had, of those the person sees; 404 as `showHolder`. */
export async function showHeldLines(
  call: Call<Person>,
  id: string,
  page: { page: number; size: number },
): Promise<HeldLines> {
  await showHolder(call, id);
  return linesOfHolder(call, id, page);
}
