/** The front door of provisioning: carrying order items out on the network. */
export { cancelAcceptedItems } from './cancel-accepted-items.ts';
export { cancelWaitingItems } from './cancel-waiting-items.ts';
export { checkCarried } from './check-carried.ts';
export { elementOf } from './choose-element.ts';
export type { Connector } from './connectors/connector.ts';
export { openSimulator } from './connectors/simulator.ts';
export { provideSubscribers, type Subscriber } from './connectors/subscriber-store.ts';
export { hearNetwork } from './hear-network.ts';
export { pauseItems, resumeItems } from './pause-items.ts';
export { elementOfLine, elementsWithWork } from './element-store.ts';
export { type Network, onlySimulator, readNetwork } from './network-file.ts';
export { openConnectors } from './open-connectors.ts';
export { queueFigures } from './queue-figure-list.ts';
export { retryItems } from './retry-items.ts';
export { settleItems } from './settle-items.ts';
export type { Settings } from './settings.ts';
export { type Provisioning, startProvisioning } from './start-provisioning.ts';
export { lockPause, wakeWorkers } from './store.ts';
