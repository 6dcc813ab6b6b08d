import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';

export type Hub = { element: string; address: string; callback: string; hubId: string | null };

/** Where the element was asked to tell, and when. */
export async function findHub(db: Db, element: string): Promise<(Hub & { registeredAt: Date }) | undefined> {
  const { rows } = await sql<Hub & { registeredAt: Date }>`
    SELECT element, address, callback, hub_id AS "hubId", registered_at AS "registeredAt"
    FROM notification_hub WHERE element = ${element}`.execute(db);
  return rows[0];
}

/** Keeps the registration in force, in place of the one before. */
export async function writeHub(db: Db, now: Date, { element, address, callback, hubId }: Hub): Promise<void> {
  await sql`
    INSERT INTO notification_hub (element, address, callback, hub_id, registered_at)
    VALUES (${element}, ${address}, ${callback}, ${hubId}, ${now})
    ON CONFLICT (element) DO UPDATE SET address = EXCLUDED.address, callback = EXCLUDED.callback,
      hub_id = EXCLUDED.hub_id, registered_at = EXCLUDED.registered_at`.execute(db);
}
