export { createBillingAccount, type NewBillingAccount } from './create-billing-account.ts';
export { createOrganisation, type NewOrganisation } from './create-organisation.ts';
export { createPerson, type NewPerson } from './create-person.ts';
export { enterpriseNumber, isEnterpriseNumber } from './enterprise-number.ts';
export { actorOf, emailAddress, type PersonFacts } from './person.ts';
export { findPersonByEmail, readActor, readSignedInPerson } from './store.ts';
export { organisationsRoutes } from './routes.ts';
export { withinScope } from './scope.ts';
export type { Role, SignedInPerson } from './contract.ts';
