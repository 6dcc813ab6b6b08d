import { z } from 'zod';
import { suspensionReasons } from '../fleet/contract.ts';
import type { OptionChange, StatusChange } from './contract.ts';
import type { LeftOutReason } from './outcome.ts';
import type { UndoneStep } from './undo-list.ts';

/** What puts a line back as it was before an item, or why that is not possible. */
export type Undoing =
  | { change: OptionChange; passesKept: number }
  | { reason: LeftOutReason; passesKept: number };

/**
 * The reverse of what one item did: added options are removed, removed ones added with the parameters they had, modified ones set back. A pass
 * that was bought stays, because it is not refunded. A line is taken whole or left out whole: one option that somebody
 * has changed since leaves it out.
 */
export function undoingOf(steps: UndoneStep[]): Undoing {
  const moved = steps.find(({ action }) => action === 'suspend' || action === 'reactivate');
  if (moved) return undoneMove(moved);
  const bought = steps.filter(({ action, type }) => action === 'add' && type === 'pass');
  const passesKept = bought.length;
  const rest = steps.filter((step) => !bought.includes(step));
  if (rest.length === 0) return { reason: reasonOf('pass-not-refunded', bought[0]?.code), passesKept };
  const changed = rest.find(({ stands }) => !stands);
  if (changed) return { reason: reasonOf('changed-since', changed.code), passesKept };
  const unknown = rest.find(({ action, before }) => action === 'modify' && before === null);
  if (unknown) return { reason: reasonOf('changed-since', unknown.code), passesKept };
  return {
    change: {
      add: rest
        .filter(({ action }) => action !== 'add')
        .map(({ code, before }) => ({ code, parameters: before ?? {} })),
      remove: rest.filter(({ action }) => action === 'add').map(({ code }) => code),
    },
    passesKept,
  };
}

/** A line that was suspended is reactivated; one that was reactivated is suspended for the reason it was suspended for, where that is a customer's. */
function undoneMove({ action, code, stands, before }: UndoneStep): Undoing {
  const reason = z.enum(suspensionReasons).safeParse(before?.['reason']);
  if (!stands || (action === 'reactivate' && !reason.success))
    return { reason: reasonOf('changed-since', code), passesKept: 0 };
  const status: StatusChange =
    reason.success && action === 'reactivate'
      ? { move: 'suspend', reason: reason.data }
      : { move: 'reactivate' };
  return { change: { add: [], remove: [], status }, passesKept: 0 };
}

function reasonOf(code: 'pass-not-refunded' | 'changed-since', option = ''): LeftOutReason {
  return { code, option, values: {} };
}

/** All that an undo adds and removes on some line, each option once: what the order says it is about. */
export function unionOf(undoings: Undoing[]): OptionChange {
  const add = new Map<string, OptionChange['add'][number]>();
  const remove = new Set<string>();
  let status: StatusChange | undefined;
  for (const undoing of undoings) {
    if (!('change' in undoing)) continue;
    for (const wanted of undoing.change.add) if (!add.has(wanted.code)) add.set(wanted.code, wanted);
    for (const code of undoing.change.remove) remove.add(code);
    status ??= undoing.change.status;
  }
  return { add: [...add.values()], remove: [...remove], ...(status ? { status } : {}) };
}

/** The part of a change that concerns options of another: what a person took away from the whole is taken from each line. */
export function withinChange(change: OptionChange, whole: OptionChange): OptionChange {
  return {
    add: change.add.filter(({ code }) => whole.add.some((wanted) => wanted.code === code)),
    remove: change.remove.filter((code) => whole.remove.includes(code)),
    ...(change.status && whole.status ? { status: change.status } : {}),
  };
}
