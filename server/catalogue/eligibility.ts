import type { LineFacts, OptionState, Verdict, WantedChange } from './change-contract.ts';
import type { RuleCatalogue } from './document-contract.ts';
import { reasonsAgainst } from './judge-change.ts';
import { ruleIndex, type RuleIndex } from './rule-index.ts';
import { wayOutOf } from './way-out.ts';

const nothing: WantedChange = { add: [], remove: [] };

/** Judges a change of one line: allowed, or every reason against it and the way out when there is one. */
export function judgeChange(
  catalogue: RuleCatalogue,
  line: LineFacts,
  change: WantedChange,
  now: Date,
): Verdict {
  const index = ruleIndex(catalogue);
  const reasons = reasonsAgainst(index, line, change, now);
  return { allowed: reasons.length === 0, reasons, wayOut: wayOutOf(index, line, change, reasons, now) };
}

/**
 * The state of every option for one line, in the order of the catalogue. `chosen` is what is picked so far: each
 * option is judged together with it. Options no longer sold only show where the line has them.
 */
export function judgeOptions(
  catalogue: RuleCatalogue,
  line: LineFacts,
  now: Date,
  chosen: WantedChange = nothing,
): OptionState[] {
  const index = ruleIndex(catalogue);
  const included = index.included(line.planCode);
  const held = new Map(line.activeOptions.map((option) => [option.code, option]));
  const shown = [...index.options.values()].filter((option) => option.sold).map((option) => option.code);
  return judgeSome(index, index.sorted([...shown, ...included, ...held.keys()]), line, now, chosen);
}

/** The state of these options for one line, in the order given. */
export function judgeSome(
  index: RuleIndex,
  codes: string[],
  line: LineFacts,
  now: Date,
  chosen: WantedChange = nothing,
): OptionState[] {
  const included = index.included(line.planCode);
  const held = new Map(line.activeOptions.map((option) => [option.code, option]));
  return codes.map((code): OptionState => {
    const add = verdictOn(index, line, now, code, chosen, 'add');
    const mine = held.get(code);
    const has = included.has(code) || (mine !== undefined && !mine.pending);
    return {
      code,
      state: stateOf(included.has(code), mine, add),
      count: mine?.count ?? (included.has(code) ? 1 : 0),
      settable: has && line.status === 'active' && (index.options.get(code)?.parameters.length ?? 0) > 0,
      add,
      remove: verdictOn(index, line, now, code, chosen, 'remove'),
    };
  });
}

function stateOf(included: boolean, held: LineFacts['activeOptions'][number] | undefined, add: Verdict) {
  if (held?.pending) return held.pending === 'add' ? 'pending-add' : 'pending-remove';
  if (included) return 'included';
  if (held) return 'active';
  return add.allowed ? 'available' : 'unavailable';
}

/** Judges one option on top of what is chosen; reasons against the other chosen options are theirs, not its. */
function verdictOn(
  index: RuleIndex,
  line: LineFacts,
  now: Date,
  code: string,
  chosen: WantedChange,
  act: 'add' | 'remove',
): Verdict {
  const change = withOne(chosen, code, act);
  const against = (wanted: WantedChange) => reasonsAgainst(index, line, wanted, now);
  const reasons = against(change).filter((reason) => reason.option === code);
  return {
    allowed: reasons.length === 0,
    reasons,
    wayOut: reasons.length === 0 ? null : wayOutOf(index, line, change, against(change), now),
  };
}

function withOne(chosen: WantedChange, code: string, act: 'add' | 'remove'): WantedChange {
  if (act === 'remove') return { ...chosen, remove: [...chosen.remove, code] };
  if (chosen.add.some((wanted) => wanted.code === code)) return chosen;
  return { ...chosen, add: [...chosen.add, { code }] };
}
