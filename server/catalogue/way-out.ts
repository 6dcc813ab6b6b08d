import type { LineFacts, Reason, WantedChange, WayOut } from './change-contract.ts';
import { reasonsAgainst } from './judge-change.ts';
import type { RuleIndex } from './rule-index.ts';

/** The change with what its way out adds and removes as well. */
export function withWayOut(change: WantedChange, wayOut: WayOut): WantedChange {
  return {
    add: [...change.add, ...wayOut.add.map((code) => ({ code }))],
    remove: [...change.remove, ...wayOut.remove],
  };
}

/** Follows the reasons until nothing stands against the change; null when one of them cannot be helped. */
export function wayOutOf(
  index: RuleIndex,
  line: LineFacts,
  change: WantedChange,
  reasons: Reason[],
  now: Date,
): WayOut | null {
  const wayOut = { add: new Set<string>(), remove: new Set<string>() };
  let open = reasons;
  while (open.length > 0) {
    const before = wayOut.add.size + wayOut.remove.size;
    for (const reason of open) {
      const step = stepOf(reason);
      if (!step) return null;
      wayOut[step.list].add(step.code);
    }
    if (wayOut.add.size + wayOut.remove.size === before) return null;
    open = reasonsAgainst(index, line, withWayOut(change, listed(index, wayOut)), now);
  }
  return reasons.length === 0 ? null : listed(index, wayOut);
}

function stepOf(reason: Reason): { list: 'add' | 'remove'; code: string } | null {
  if (reason.code === 'excluded-by' && reason.values.how === 'active')
    return { list: 'remove', code: reason.values.option };
  if (reason.code === 'required-by' && reason.values.how === 'active')
    return { list: 'remove', code: reason.values.option };
  if (reason.code === 'requires' && reason.values.how === 'missing')
    return { list: 'add', code: reason.values.option };
  return null;
}

function listed(index: RuleIndex, wayOut: { add: Set<string>; remove: Set<string> }): WayOut {
  return { add: index.sorted(wayOut.add), remove: index.sorted(wayOut.remove) };
}
