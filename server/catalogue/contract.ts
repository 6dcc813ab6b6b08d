export * from './change-contract.ts';
export * from './document-contract.ts';
