import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { ListLayout } from './layout-contract.ts';

/** How this person has arranged the list; null: not at all. */
export async function findLayout(call: Call<Person>): Promise<ListLayout | null> {
  const { rows } = await sql<ListLayout>`
    SELECT columns, density, pinned, widths FROM list_layout WHERE person_id = ${call.actor.personId}`.execute(
    call.db,
  );
  return rows[0] ?? null;
}

/** Keeps it in place of the one before, or forgets that. */
export async function writeLayout(call: Call<Person>, layout: ListLayout | null): Promise<void> {
  const { personId } = call.actor;
  if (layout === null) {
    await sql`DELETE FROM list_layout WHERE person_id = ${personId}`.execute(call.db);
    return;
  }
  const { columns, density, pinned, widths } = layout;
  await sql`
    INSERT INTO list_layout (person_id, columns, density, pinned, widths, changed_at)
    VALUES (${personId}, ${columns}::text[], ${density}, ${pinned}, ${JSON.stringify(widths)}::jsonb, ${call.now})
    ON CONFLICT (person_id) DO UPDATE SET columns = excluded.columns, density = excluded.density,
      pinned = excluded.pinned, widths = excluded.widths, changed_at = excluded.changed_at`.execute(call.db);
}
