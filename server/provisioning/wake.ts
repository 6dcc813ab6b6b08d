import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** The channel on which workers hear that there is something to carry out. */
export const workChannel = 'flottille_items';

/** Tells the workers, when the caller's transaction commits, that items are waiting. Without it they find them at the next poll. */
export async function wakeWorkers(call: Call): Promise<void> {
  await sql`SELECT pg_notify(${workChannel}, '')`.execute(call.db);
}
