import { sql } from 'kysely';
import type { Call } from './call.ts';

/** Something changed that pages may be showing. Carries no content: who hears it fetches what he may see. */
export type Announcement = {
  organisationId: string;
  /** Only this person's pages hear it; absent = all of the organisation. */
  personId?: string | undefined;
  topic: string;
  /** What changed; empty = many things. */
  ids: string[];
};

export const liveChannel = 'flottille_live';

/** More than this many ids are told as "many": a notification of PostgreSQL holds less than 8000 bytes. */
const mostIds = 100;

/** Tells all processes, when the caller's transaction commits and not otherwise, that something changed. */
export async function announce(call: Call, announcement: Announcement): Promise<void> {
  const { organisationId, personId, topic, ids } = announcement;
  const payload = JSON.stringify({ organisationId, personId, topic, ids: ids.length > mostIds ? [] : ids });
  await sql`SELECT pg_notify(${liveChannel}, ${payload})`.execute(call.db);
}
