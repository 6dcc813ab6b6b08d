/** The front door of the catalogue: what the operator sells, the rules of options and their prices. */
export { applyCatalogue } from './apply-catalogue.ts';
export { dayOf, startOf } from './brussels-day.ts';
export { catalogueAt, currentCatalogue, shownCatalogueOf } from './current-catalogue.ts';
export { judgeChange, judgeOptions } from './eligibility.ts';
export { changeJudge, groupLines, signatureOf, summariseOptions, type LineGroup } from './judge-lines.ts';
export { actionsOf, servicesOf, type OptionAction } from './option-actions.ts';
export { termsOf, type OptionTerms } from './option-terms.ts';
export { priceChange } from './price.ts';
export { changePricer, totalOf } from './price-total.ts';
export { CatalogueError } from './read-documents.ts';
export { reasonMessage } from './reason-message.ts';
export { catalogueRoutes } from './routes.ts';
export { withWayOut } from './way-out.ts';
