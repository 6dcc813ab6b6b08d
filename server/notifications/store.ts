import type { Call, Db } from '../platform/call.ts';
import { newId } from '../platform/id.ts';

export type StoredNotification = {
  id: string;
  kind: string;
  values: unknown;
  target: string | null;
  createdAt: Date;
  readAt: Date | null;
};

/** Returns the id of the new notification. */
export async function addNotification(
  call: Call,
  notification: {
    organisationId: string;
    personId: string;
    kind: string;
    values: object;
    target: string | null;
  },
): Promise<string> {
  const { organisationId, personId, kind, values, target } = notification;
  const id = newId();
  await call.db
    .insertInto('notification')
    .values({
      id,
      organisation_id: organisationId,
      person_id: personId,
      kind,
      values: JSON.stringify(values),
      target,
      created_at: call.now,
    })
    .execute();
  return id;
}

/** The newest notifications of a person in his organisation. */
export async function newestNotifications(
  db: Db,
  owner: { organisationId: string; personId: string },
  limit: number,
): Promise<StoredNotification[]> {
  return db
    .selectFrom('notification')
    .select(['id', 'kind', 'values', 'target', 'created_at as createdAt', 'read_at as readAt'])
    .where('person_id', '=', owner.personId)
    .where('organisation_id', '=', owner.organisationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** How many a person has not read, counted up to `atMost`. */
export async function countUnread(
  db: Db,
  owner: { organisationId: string; personId: string },
  atMost: number,
): Promise<number> {
  const rows = await db
    .selectFrom('notification')
    .select('id')
    .where('person_id', '=', owner.personId)
    .where('organisation_id', '=', owner.organisationId)
    .where('read_at', 'is', null)
    .limit(atMost)
    .execute();
  return rows.length;
}

/** Marks a person's own notifications as read, `ids` or all; returns which were not before. */
export async function markRead(
  db: Db,
  owner: { organisationId: string; personId: string },
  ids: string[] | 'all',
  now: Date,
): Promise<string[]> {
  const rows = await db
    .updateTable('notification')
    .set({ read_at: now })
    .where('person_id', '=', owner.personId)
    .where('organisation_id', '=', owner.organisationId)
    .where('read_at', 'is', null)
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : ids))
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}
