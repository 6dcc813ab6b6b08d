/** The front door of demo: the demo operator's customers, and fleets of any size for trying and measuring. */
export { inventLines, type Invention } from './invent-lines.ts';
export { subscriberOf } from './network-side.ts';
export { seedDemo } from './seed-demo.ts';
