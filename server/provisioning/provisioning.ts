export { provideSubscribers, type Subscriber } from './connectors/provide-subscribers.ts';
export { openSimulator, type SimulatorOptions } from './connectors/simulator.ts';
export type { Connector } from './connectors/connector.ts';
export { cancelWaitingItems } from './cancel-waiting-items.ts';
export { retryItems } from './retry-items.ts';
export { queueFigures, type QueueFigure } from './queue-figures.ts';
export { defaultSettings, type Settings } from './settings.ts';
export { startProvisioning, type Provisioning, type ProvisioningParts } from './start-provisioning.ts';
export { wakeWorkers } from './wake.ts';
