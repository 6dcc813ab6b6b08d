import { useCatalogue } from '../catalogue/catalogue-query.ts';

/** A change in one line: `+ Roaming, − Traveller`. */
export function useChangeText(): (add: string[], remove: string[]) => string {
  const names = useCatalogue();
  return (add, remove) =>
    [
      ...add.map((code) => `+ ${names.optionName(code)}`),
      ...remove.map((code) => `− ${names.optionName(code)}`),
    ].join(', ');
}
