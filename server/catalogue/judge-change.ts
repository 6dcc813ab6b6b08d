import type { LineFacts, Reason, WantedChange, WantedOption } from './change-contract.ts';
import type { ShownOption } from './document-contract.ts';
import { parameterReasons } from './option-parameters.ts';
import { isSetting, situationOf, type RuleIndex, type Situation } from './rule-index.ts';

/**
 * Why a change cannot be made, judged on what the line would hold in the end; empty when it can. The order of the
 * wanted lists changes nothing. An order of the line that is still under way may end well or badly, so an option with
 * one counts as held for exclusions and as missing for requirements.
 */
export function reasonsAgainst(index: RuleIndex, line: LineFacts, change: WantedChange, now: Date): Reason[] {
  const situation = situationOf(index, line, change);
  const adds = index.sorted(situation.adds.keys());
  const removes = index.sorted(situation.removes);
  if (line.status !== 'active' || line.statusUnderWay)
    return index.sorted([...adds, ...removes]).map((code) => statusReason(code, line));
  return [
    ...adds.flatMap((code) => reasonsAgainstAdding(index, situation, code)),
    ...removes.flatMap((code) => reasonsAgainstRemoving(index, situation, code, now)),
  ];
}

function statusReason(option: string, line: LineFacts): Reason {
  if (line.statusUnderWay) return { option, code: 'status-under-way', values: {} };
  if (line.status === 'suspended') return { option, code: 'line-suspended', values: {} };
  return { option, code: 'line-status', values: { status: line.status } };
}

function reasonsAgainstAdding(index: RuleIndex, situation: Situation, code: string): Reason[] {
  const option = index.options.get(code);
  if (!option) return [{ option: code, code: 'not-in-catalogue', values: {} }];
  if (situation.removes.has(code)) return [{ option: code, code: 'added-and-removed', values: {} }];
  const held = situation.held.get(code);
  if (held?.pending) return [{ option: code, code: 'change-under-way', values: {} }];
  const wanted = situation.adds.get(code) ?? [];
  const parameters = uniqueReasons(wanted.flatMap((each) => parameterReasons(option, each.parameters)));
  if (wanted.length === 1 && wanted.every((each) => isSetting(situation, option, each))) return parameters;
  if (situation.included.has(code))
    return [{ option: code, code: 'included-in-plan', values: { plan: situation.line.planCode } }];
  return [
    ...countReasons(option, held?.count ?? 0, wanted),
    ...saleReasons(option, situation),
    ...parameters,
    ...option.requires.flatMap((needed) => requirementReason(option, needed, situation)),
    ...option.excludes.flatMap((other) => exclusionReason(option, other, situation)),
  ];
}

function countReasons(option: ShownOption, held: number, wanted: WantedOption[]): Reason[] {
  if (held + wanted.length <= option.max) return [];
  if (option.max === 1 && held > 0) return [{ option: option.code, code: 'already-active', values: {} }];
  return [{ option: option.code, code: 'max-reached', values: { max: option.max } }];
}

function saleReasons(option: ShownOption, situation: Situation): Reason[] {
  const plan = situation.line.planCode;
  if (!option.sold) return [{ option: option.code, code: 'not-sold', values: {} }];
  if (!option.compatiblePlans.includes(plan))
    return [{ option: option.code, code: 'plan-incompatible', values: { plan } }];
  return [];
}

function requirementReason(option: ShownOption, needed: string, situation: Situation): Reason[] {
  if (situation.included.has(needed)) return [];
  const because = (how: 'missing' | 'pending' | 'leaving'): Reason[] => [
    { option: option.code, code: 'requires', values: { option: needed, how } },
  ];
  if (situation.removes.has(needed)) return because('leaving');
  const held = situation.held.get(needed);
  if (held?.pending) return because('pending');
  return held || situation.adds.has(needed) ? [] : because('missing');
}

function exclusionReason(option: ShownOption, other: string, situation: Situation): Reason[] {
  const because = (how: 'active' | 'included' | 'pending' | 'chosen'): Reason[] => [
    { option: option.code, code: 'excluded-by', values: { option: other, how } },
  ];
  if (situation.included.has(other)) return because('included');
  const held = situation.held.get(other);
  if (held?.pending) return because('pending');
  if (held && !situation.removes.has(other)) return because('active');
  return situation.adds.has(other) ? because('chosen') : [];
}

function reasonsAgainstRemoving(index: RuleIndex, situation: Situation, code: string, now: Date): Reason[] {
  if (situation.included.has(code))
    return [{ option: code, code: 'included-in-plan', values: { plan: situation.line.planCode } }];
  const held = situation.held.get(code);
  if (!held) return [{ option: code, code: 'not-active', values: {} }];
  if (held.pending) return [{ option: code, code: 'change-under-way', values: {} }];
  const until = held.minimumTermEnd;
  const mayPay = index.options.get(code)?.minimumTerm?.early === 'pay-rest';
  const term: Reason[] =
    until && new Date(until) > now && !mayPay
      ? [{ option: code, code: 'minimum-term', values: { until } }]
      : [];
  return [...term, ...dependents(index, situation, code)];
}

function dependents(index: RuleIndex, situation: Situation, code: string): Reason[] {
  const needsIt = (other: string) => index.options.get(other)?.requires.includes(code) ?? false;
  const because = (option: string, how: 'active' | 'pending' | 'chosen'): Reason => ({
    option: code,
    code: 'required-by',
    values: { option, how },
  });
  return index.sorted([...situation.held.keys(), ...situation.adds.keys()]).flatMap((other) => {
    if (!needsIt(other)) return [];
    const held = situation.held.get(other);
    if (held?.pending) return [because(other, 'pending')];
    if (situation.removes.has(other)) return [];
    return [because(other, held ? 'active' : 'chosen')];
  });
}

function uniqueReasons(reasons: Reason[]): Reason[] {
  const byText = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]));
  return [...byText.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, reason]) => reason);
}
