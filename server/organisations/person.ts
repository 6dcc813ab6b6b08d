import type { Locale, Person, Staff } from '../platform/call.ts';
import type { Role } from './contract.ts';

/** What is known of a person, as the store reads it. */
export type PersonFacts = {
  id: string;
  organisationId: string | null;
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
  locale: Locale;
  /** Customer numbers he is limited to; null = all of his organisation's. */
  billingAccountIds: string[] | null;
};

/** The person as the one who acts: staff without an organisation, or a customer's person within his limits. */
export function actorOf(person: PersonFacts): Person | Staff {
  const { id, email, locale } = person;
  const name = fullName(person);
  if (person.role === 'staff') return { kind: 'staff', personId: id, name, email, locale };
  if (person.organisationId === null) throw new Error(`person ${id} is of no organisation`);
  return {
    kind: 'person',
    personId: id,
    organisationId: person.organisationId,
    role: person.role,
    billingAccountIds: person.billingAccountIds,
    name,
    email,
    locale,
  };
}

export function fullName(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

/** A mail address as it is stored and compared: no space around it, composed letters, lower case. */
export function emailAddress(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}
