import { currentCatalogue, judgeOptions, type LineGroup, signatureOf } from '../catalogue/catalogue.ts';
import type { Catalogue, OptionState as JudgedOption, Reason as RuleReason } from '../catalogue/contract.ts';
import { factsOfLines, selectLineIds } from '../fleet/fleet.ts';
import type { Selection } from '../fleet/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import { type Texts, texts } from '../platform/texts.ts';
import type { OptionState, OptionStates, Reason } from './contract.ts';
import { countsOfKinds, type LinesByKind, linesByKind } from './lines-by-kind.ts';
import { refuseTooMany } from './make-quote.ts';
import { refuseMixed } from './mixed-selection.ts';
import type { LineToJudge } from './pending.ts';
import { reasonAnswer } from './reason-words.ts';

const mostLinesNamed = 200;
const mostGroups = 200;

/**
 * What can be done with each option on the chosen lines: on how many it is active, can be added, can be removed, is under way, and why
 * not on the rest. Lines that the rules cannot tell apart are judged once.
 */
export async function tellOptionStates(
  call: Call<Person>,
  { selection }: { selection: Selection },
): Promise<OptionStates> {
  const lines = await linesByKind(call, refuseTooMany(await selectLineIds(call, selection)));
  refuseMixed(lines);
  const [first] = lines.samples;
  if (!first) throw new Error('an empty selection was not refused');
  const catalogue = await currentCatalogue(call);
  const groups = groupsOf(lines, call.now);
  const lineCount = lines.lineIds.length;
  const spoken = texts(call.actor.locale);
  return {
    lineCount,
    subscriptionKind: first.subscriptionKind,
    status: first.status,
    lines: await namedLines(call, lines.lineIds.slice(0, mostLinesNamed)),
    options: optionStates(catalogue, groups, lineCount === 1 ? first : null, call.now, spoken),
    groups: groups.length > mostGroups ? null : groups.map(factsOfGroup),
  };
}

async function namedLines(call: Call<Person>, lineIds: string[]): Promise<OptionStates['lines']> {
  const lines = await factsOfLines(call, lineIds);
  return lines.map(({ id, msisdn, holderName, billingAccountNumber, planCode }) => ({
    id,
    msisdn,
    holderName,
    billingAccountNumber,
    planCode,
  }));
}

/** Kinds that differ only in prices are one group for the rules. */
function groupsOf(lines: LinesByKind, now: Date): LineGroup[] {
  const groups = new Map<string, LineGroup>();
  const counts = countsOfKinds(lines);
  lines.samples.forEach((line, kind) => {
    const signature = signatureOf(line, now);
    const before = groups.get(signature);
    groups.set(signature, { line: before?.line ?? line, lines: (before?.lines ?? 0) + (counts[kind] ?? 0) });
  });
  return [...groups.values()];
}

function factsOfGroup({ line: { planCode, status, activeOptions }, lines }: LineGroup) {
  return { facts: { planCode, status, activeOptions }, count: lines };
}

function optionStates(
  catalogue: Catalogue,
  groups: LineGroup[],
  only: LineToJudge | null,
  now: Date,
  spoken: Texts,
): OptionState[] {
  const byCode = new Map<string, OptionState>();
  const say = (reason: RuleReason, wayOut: Reason['wayOut']) =>
    reasonAnswer(spoken, catalogue, reason, wayOut);
  for (const { line, lines } of groups) {
    for (const judged of judgeOptions(catalogue, line, now)) {
      const state = byCode.get(judged.code) ?? emptyState(judged.code);
      byCode.set(judged.code, state);
      countIn(state, judged, lines, say);
    }
  }
  const places = new Map(catalogue.options.map(({ code }, place) => [code, place]));
  const place = (code: string) => places.get(code) ?? places.size;
  const states = [...byCode.values()].toSorted((a, b) => place(a.code) - place(b.code));
  return only ? states.map((state) => withTerms(state, only)) : states;
}

function emptyState(code: string): OptionState {
  return {
    code,
    active: 0,
    available: 0,
    removable: 0,
    pending: 0,
    pendingAction: null,
    unavailable: [],
    notRemovable: [],
    parameters: null,
    activeSince: null,
    activeUntil: null,
  };
}

/** Adds a group of lines to the counts. An option that is there counts as available only when it can be had once more. */
function countIn(
  state: OptionState,
  judged: JudgedOption,
  lines: number,
  say: (reason: RuleReason, wayOut: Reason['wayOut']) => Reason,
): void {
  const underWay = judged.state === 'pending-add' || judged.state === 'pending-remove';
  const has = judged.state === 'active' || judged.state === 'included' || judged.state === 'pending-remove';
  if (underWay) {
    state.pending += lines;
    state.pendingAction = judged.state === 'pending-add' ? 'add' : 'remove';
  }
  if (has) state.active += lines;
  if (judged.add.allowed) state.available += lines;
  else if (!has) count(state.unavailable, judged.add, lines, say);
  if (!has) return;
  if (judged.remove.allowed) state.removable += lines;
  else count(state.notRemovable, judged.remove, lines, say);
}

/** A line counts under the first reason only, so that the counts add up to the lines. */
function count(
  counted: OptionState['unavailable'],
  verdict: JudgedOption['add'],
  lines: number,
  say: (reason: RuleReason, wayOut: Reason['wayOut']) => Reason,
): void {
  const [first] = verdict.reasons;
  if (!first) return;
  const reason = say(first, verdict.wayOut);
  const same = counted.find((known) => JSON.stringify(known.reason) === JSON.stringify(reason));
  if (same) same.count += lines;
  else counted.push({ reason, count: lines });
}

function withTerms(state: OptionState, line: LineToJudge): OptionState {
  const held = line.activeOptions.find(({ code }) => code === state.code);
  if (!held) return state;
  const here = held.pending === 'add' && held.count === 1 ? null : held;
  return { ...state, parameters: held.parameters, activeSince: here?.since ?? null };
}
