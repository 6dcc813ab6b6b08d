import { describe, expect, it } from 'vitest';
import { actorOf, emailAddress, type PersonFacts } from './person.ts';

const marie: PersonFacts = {
  id: '0190a000-0000-7000-8000-000000000001',
  organisationId: '0190a000-0000-7000-8000-00000000000a',
  role: 'manager',
  email: 'marie@example.test',
  firstName: 'Marie',
  lastName: 'Dupont',
  locale: 'fr',
  billingAccountIds: null,
};

describe('who acts', () => {
  it('is a customer’s person within his customer numbers', () => {
    const limited = { ...marie, billingAccountIds: ['0190a000-0000-7000-8000-0000000000aa'] };
    expect(actorOf(limited)).toEqual({
      kind: 'person',
      personId: marie.id,
      organisationId: marie.organisationId,
      role: 'manager',
      billingAccountIds: limited.billingAccountIds,
      name: 'Marie Dupont',
      email: 'marie@example.test',
      locale: 'fr',
    });
  });

  it('is staff without any organisation', () => {
    expect(actorOf({ ...marie, role: 'staff', organisationId: null })).toEqual({
      kind: 'staff',
      personId: marie.id,
      name: 'Marie Dupont',
      email: 'marie@example.test',
      locale: 'fr',
    });
  });

  it('is never a customer’s person without an organisation', () => {
    expect(() => actorOf({ ...marie, organisationId: null })).toThrow('of no organisation');
  });
});

describe('a mail address', () => {
  it.each([
    ['  Marie@Example.TEST ', 'marie@example.test'],
    ['rene\u0301e@example.test', 'ren\u00e9e@example.test'],
  ])('typed as %j is %s', (typed, stored) => {
    expect(emailAddress(typed)).toBe(stored);
  });
});
