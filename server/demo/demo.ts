/** The front door of demo: the demo operator's customers, and fleets of any size for trying and measuring. */
export { hasDemo, seedDemo } from './seed-demo.ts';
export { seedFleet, type WantedFleet } from './seed-fleet.ts';
export { seedWorld, worldManagers } from './seed-world.ts';
export { provideLines } from './provide-lines.ts';
export { refreshStatistics } from './store.ts';
