import type { StatusChange } from '../../../server/quotes/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { useMoveName } from './move-words.ts';

type Told = {
  add: (string | { code: string })[];
  remove: string[];
  status?: StatusChange | null | undefined;
};

/** A change in one line: `+ Roaming, − Traveller`, or `Suspend (lost)`. */
export function useChangeText(): (change: Told) => string {
  const names = useCatalogue();
  const moveName = useMoveName();
  return ({ add, remove, status }) =>
    [
      ...(status ? [moveName(status.move, status.move === 'suspend' ? status.reason : null)] : []),
      ...add.map((each) => `+ ${names.optionName(typeof each === 'string' ? each : each.code)}`),
      ...remove.map((code) => `− ${names.optionName(code)}`),
    ].join(', ');
}
