/** The front door of the catalogue: what the operator sells, the rules of options and their prices. */
export { applyCatalogue } from './apply-catalogue.ts';
export { nextCycleStart } from './billing-cycle.ts';
export { dayOf, monthsLater, startOf } from './brussels-day.ts';
export { instantOf, wallTimeOf } from './brussels-time.ts';
export { catalogueAt, currentCatalogue } from './current-catalogue.ts';
export { judgeChange } from './eligibility.ts';
export { clusterCounts, judgeCluster } from './option-clusters.ts';
export { signatureOf, type LineGroup } from './line-signature.ts';
export { servicesOfLine } from './line-services.ts';
export { actionsOf, servicesOf, type OptionAction } from './option-actions.ts';
export { termsOf } from './option-terms.ts';
export { priceChange, priceMove } from './price.ts';
export { totalOf } from './price-total.ts';
export { reasonMessage } from './reason-message.ts';
export { catalogueRoutes } from './routes.ts';
