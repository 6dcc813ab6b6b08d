import type { correctionCode } from '../../../server/catalogue/contract.ts';

/** What stands for an option in a correction by the operator; written again here, so that no page loads the rules for a word. */
export const correction: typeof correctionCode = 'network-correction';
