import { suspensionReasons } from '../fleet/contract.ts';
import type { StatusChange } from '../quotes/contract.ts';
import type { ItemAction, Wanted } from '../quotes/quotes.ts';

/** The change that these actions of an item were made of, as the rules read it. */
export function wantedAgain(actions: ItemAction[]): Wanted {
  const status = actions.map(moveOf).find((move) => move !== null);
  if (status) return { add: [], remove: [], status };
  return {
    add: actions
      .filter(({ action }) => action !== 'remove')
      .map(({ code, parameters }) => ({
        code,
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [name, String(value)]),
        ),
      })),
    remove: actions.filter(({ action }) => action === 'remove').map(({ code }) => code),
  };
}

function moveOf({ action, parameters }: ItemAction): StatusChange | null {
  if (action === 'reactivate') return { move: 'reactivate' };
  if (action !== 'suspend') return null;
  return {
    move: 'suspend',
    reason: suspensionReasons.find((each) => each === parameters['reason']) ?? 'other',
  };
}
