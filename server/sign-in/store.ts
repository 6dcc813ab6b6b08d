import type { Db } from '../platform/call.ts';
import { newId } from '../platform/id.ts';

/** Sets the hash of a person's password, his first or a new one. */
export async function upsertPassword(db: Db, personId: string, password: string, now: Date): Promise<void> {
  await db
    .insertInto('sign_in_credential')
    .values({
      id: newId(),
      person_id: personId,
      provider_id: 'credential',
      account_id: personId,
      password,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'provider_id']).doUpdateSet({ password, updated_at: now }),
    )
    .execute();
}

/** Ends one session; returns the id of its person, or undefined when there was none. */
export async function deleteSession(db: Db, token: string): Promise<string | undefined> {
  const ended = await db
    .deleteFrom('sign_in_session')
    .where('token', '=', token)
    .returning('person_id')
    .executeTakeFirst();
  return ended?.person_id;
}

/** Ends all sessions of a person; returns how many. */
export async function deleteSessionsOf(db: Db, personId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_in_session')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The one link of this person: an older one ends. */
export async function replaceReset(
  db: Db,
  reset: { personId: string; tokenHash: string; now: Date; expiresAt: Date },
): Promise<void> {
  const values = { token_hash: reset.tokenHash, created_at: reset.now, expires_at: reset.expiresAt };
  await db
    .insertInto('sign_in_reset')
    .values({ person_id: reset.personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
}

/** Whose link this is, as long as it works. */
export async function findReset(db: Db, tokenHash: string, now: Date) {
  return db
    .selectFrom('sign_in_reset')
    .innerJoin('person', 'person.id', 'sign_in_reset.person_id')
    .select(['person.id', 'person.organisation_id', 'person.email', 'person.first_name', 'person.locale'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst();
}

/** Uses the link up; false when somebody else was faster. */
export async function consumeReset(db: Db, tokenHash: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_in_reset')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Deletes what has ended: sessions, links, and counts that were last touched before `countsBefore`. */
export async function deleteEnded(db: Db, now: Date, countsBefore: Date): Promise<void> {
  await db.deleteFrom('sign_in_session').where('expires_at', '<=', now).execute();
  await db.deleteFrom('sign_in_reset').where('expires_at', '<=', now).execute();
  await db
    .deleteFrom('sign_in_attempt')
    .where('changed_at', '<', countsBefore)
    .where((eb) => eb.or([eb('familiar_until', 'is', null), eb('familiar_until', '<=', now)]))
    .execute();
}
