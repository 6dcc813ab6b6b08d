export * from './change-contract.ts';
export * from './document-contract.ts';
// The rules of options need nothing of the server: a screen judges a choice at once with the server's own rules.
export { judgeChange, judgeOptions } from './eligibility.ts';
export { parameterReasons } from './option-parameters.ts';
export { withWayOut } from './way-out.ts';
export { reasonMessage } from './reason-message.ts';
