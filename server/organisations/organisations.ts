export { createBillingAccount } from './create-billing-account.ts';
export { createOrganisation } from './create-organisation.ts';
export { createPerson, type NewPerson } from './create-person.ts';
export { enterpriseNumber } from './enterprise-number.ts';
export { actorOf, emailAddress, type PersonFacts } from './person.ts';
export { findPersonByEmail, readActor, readSignedInPerson } from './store.ts';
export { type Allowed, organisationsRoutes } from './routes.ts';
export { withinScope, withinSight } from './scope-store.ts';
export type { SignedInPerson } from './contract.ts';
