import { type Insertable, sql } from 'kysely';
import type { Db, Locale, Person as PersonActor, Staff } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { BillingAccount, Organisation, Person } from '../tables.ts';
import type { SignedInPerson } from './contract.ts';
import { actorOf, fullName } from './person.ts';

/** false when the enterprise number is taken. */
export async function insertOrganisation(db: Db, row: Insertable<Organisation>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('organisation')
    .values(row)
    .onConflict((conflict) => conflict.column('enterprise_number').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** false when the number is taken. */
export async function insertBillingAccount(db: Db, row: Insertable<BillingAccount>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('billing_account')
    .values(row)
    .onConflict((conflict) => conflict.column('number').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** false when the mail address is taken. */
export async function insertPerson(db: Db, row: Insertable<Person>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('person')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Limits a person to customer numbers of his own organisation; one of another organisation does not exist for him (404). */
export async function limitPerson(
  db: Db,
  limit: { personId: string; organisationId: string; billingAccountIds: string[] },
): Promise<void> {
  if (limit.billingAccountIds.length === 0)
    throw new RangeError('a person is limited to at least one customer number');
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('person_billing_account')
    .columns(['person_id', 'billing_account_id'])
    .expression((eb) =>
      eb
        .selectFrom('billing_account')
        .select((account) => [
          account.val(limit.personId).$castTo<string>().as('person_id'),
          'billing_account.id',
        ])
        .where('organisation_id', '=', limit.organisationId)
        .where('id', 'in', limit.billingAccountIds),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== BigInt(new Set(limit.billingAccountIds).size)) throw notFound();
}

/** The person as his own pages know him. */
export async function readSignedInPerson(db: Db, personId: string): Promise<SignedInPerson> {
  const row = await db
    .selectFrom('person')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'person.id',
      'person.first_name',
      'person.last_name',
      'person.email',
      'person.role',
      'person.locale',
      'organisation.id as organisation_id',
      'organisation.name as organisation_name',
    ])
    .where('person.id', '=', personId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { organisation_id: id, organisation_name: name } = row;
  return {
    id: row.id,
    name: fullName({ firstName: row.first_name, lastName: row.last_name }),
    firstName: row.first_name,
    email: row.email,
    role: row.role,
    locale: row.locale,
    organisation: id !== null && name !== null ? { id, name } : null,
  };
}

/** The person as the one who acts. */
export async function readActor(db: Db, personId: string): Promise<PersonActor | Staff> {
  const row = await db
    .selectFrom('person')
    .select([
      'id',
      'organisation_id as organisationId',
      'role',
      'email',
      'first_name as firstName',
      'last_name as lastName',
      'locale',
    ])
    .select((eb) =>
      eb
        .selectFrom('person_billing_account')
        .select(sql<string[]>`array_agg(billing_account_id)`.as('ids'))
        .whereRef('person_id', '=', 'person.id')
        .as('billingAccountIds'),
    )
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return actorOf(row);
}

/** Who signs in with this address (as `emailAddress` writes it) and has not been shut out. */
export async function findPersonByEmail(db: Db, email: string) {
  return db
    .selectFrom('person')
    .select(['id', 'organisation_id', 'email', 'first_name', 'locale'])
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
}

/** Sets the language and returns the one before. */
export async function updateLocale(db: Db, personId: string, locale: Locale): Promise<Locale> {
  const { locale: before } = await db
    .selectFrom('person')
    .select('locale')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (before !== locale) await db.updateTable('person').set({ locale }).where('id', '=', personId).execute();
  return before;
}
