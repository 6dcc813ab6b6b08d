import type { suspensionReasons as ofContract } from '../../../server/fleet/contract.ts';

/** Why a person suspends numbers, in the order in which it is asked. */
export const suspensionReasons: typeof ofContract = ['lost', 'stolen', 'parked', 'other'];
export type SuspensionReason = (typeof suspensionReasons)[number];
