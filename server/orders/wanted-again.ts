import type { WantedChange } from '../catalogue/contract.ts';
import type { ItemAction } from '../quotes/quotes.ts';

/** The change that these actions of an item were made of, as the rules read it. */
export function wantedAgain(actions: ItemAction[]): WantedChange {
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
