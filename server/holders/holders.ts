/** The front door of holders: who uses lines and what they are charged to, with dates. */
export { addCostCentres, addHolders } from './add-named.ts';
export { assignEach, judgeEach } from './assign-each.ts';
export { dayAfter } from './assignment.ts';
export type { HolderWords } from './contract.ts';
export { type CostCentreWords, mayAddCostCentres, nameCostCentres } from './name-cost-centres.ts';
export { type Named, nameHolders } from './name-holders.ts';
export { targetNames } from './named-list.ts';
export { recordAssignments, type Recorded } from './record-assignments.ts';
export { holdersRoutes } from './routes.ts';
export { dayIn } from './today.ts';
export { targetsHeld } from './shown-list.ts';
export { turnAssignments } from './turn-assignments.ts';
