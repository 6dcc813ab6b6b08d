import { correctionCode } from '../catalogue/contract.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ItemAction } from '../quotes/quotes.ts';

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

/** A customer can neither hold up nor send again nor undo what the operator does by itself. */
export function refuseOperatorAct({ operator_act }: { operator_act: string | null }): void {
  if (operator_act)
    throw new Refusal(
      409,
      'operators-correction',
      'Your operator does this by itself: only your operator sees to it.',
    );
}

/** Whether an item only makes the network have what its line says: a correction, or the end of passes. */
export function isOperatorItem(actions: Pick<ItemAction, 'code' | 'isExpired'>[]): boolean {
  return actions.some(({ code, isExpired }) => code === correctionCode || isExpired);
}

/** Whether such an item still says what the network should have of its line, by name. */
export function saysStill(actions: ItemAction[], services: Record<string, string>): boolean {
  return actions.every((action) =>
    action.services.every(({ service, value }) =>
      action.action === 'remove' ? !(service in services) : services[service] === value,
    ),
  );
}
