import { correctionCode } from '../catalogue/contract.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ItemAction } from './outcome.ts';

/** How it is called where options are named. */
export const correctionName = { id: 'orders.correction', message: 'Correction by the operator' };

type Service = { service: string; value: string };

/** What the network is to have of a line, and what it is to have no more. */
export type WantedServices = { on: Service[]; off: string[] };

/** An item that makes the network have what the portal shows: it says all of it, so that it need not know what is otherwise. */
export function correctionActions({ on, off }: WantedServices, catalogueVersion: number): ItemAction[] {
  const nothing = {
    code: correctionCode,
    catalogueVersion,
    parameters: {},
    type: 'recurring' as const,
    now: '0',
    proRata: '0',
    monthly: '0',
    oneOffPrice: '0',
    monthlyPrice: '0',
    minimumTermEnd: null,
  };
  const gone = off.map((service) => ({ service, value: '' }));
  return [
    ...(gone.length > 0 ? [{ ...nothing, action: 'remove' as const, services: gone }] : []),
    { ...nothing, action: 'modify' as const, services: on },
  ];
}

/** Actions as they are told: a correction is one thing, whatever it switches. */
export function oneCorrection<A extends { action: string; code: string }>(actions: A[]): A[] {
  return actions.filter(({ action, code }) => code !== correctionCode || action === 'modify');
}

/** Whether this is an item of a correction: what it was to bring the network to may have changed since. */
export function isCorrection(actions: { code: string }[]): boolean {
  return actions.some(({ code }) => code === correctionCode);
}

/** A customer can neither hold up nor send again nor undo what the operator puts right on the network. */
export function refuseCorrection({ is_correction }: { is_correction: boolean }): void {
  if (is_correction)
    throw new Refusal(
      409,
      'operators-correction',
      'This is a correction by your operator: it changes nothing on your numbers, and only your operator sees to it.',
    );
}
