import type { LineFacts, OptionSummary, Reason, Verdict, WantedChange } from './change-contract.ts';
import type { RuleCatalogue } from './document-contract.ts';
import { judgeChange, judgeOptions } from './eligibility.ts';
import { ruleIndex } from './rule-index.ts';

/** Some lines that the rules cannot tell apart, and how many they are. */
export type LineGroup = { line: LineFacts; lines: number };

/** What the rules see of a line: lines of one signature get one judgement, whatever the change. */
export function signatureOf(line: LineFacts, now: Date): string {
  const options = line.activeOptions.map((held) => {
    const until = held.minimumTermEnd && new Date(held.minimumTermEnd) > now ? held.minimumTermEnd : '';
    const parameters = Object.entries(held.parameters)
      .map(([code, value]) => `${code}=${JSON.stringify(value)}`)
      .toSorted()
      .join(',');
    return `${held.code}*${held.count}${held.pending ? `?${held.pending}` : ''}@${until}{${parameters}}`;
  });
  return `${line.planCode}|${line.status}|${options.toSorted().join(' ')}`;
}

/** Groups lines by signature, so that 100,000 lines are judged once for each kind of line among them. */
export function groupLines(lines: Iterable<LineFacts>, now: Date): LineGroup[] {
  const groups = new Map<string, LineGroup>();
  for (const line of lines) {
    const signature = signatureOf(line, now);
    const group = groups.get(signature);
    if (group) group.lines += 1;
    else groups.set(signature, { line, lines: 1 });
  }
  return [...groups.values()];
}

/** A judge of one change for many lines, which judges each signature once. */
export function changeJudge(
  catalogue: RuleCatalogue,
  change: WantedChange,
  now: Date,
): (line: LineFacts) => Verdict {
  const known = new Map<string, Verdict>();
  return (line) => {
    const signature = signatureOf(line, now);
    const verdict = known.get(signature) ?? judgeChange(catalogue, line, change, now);
    known.set(signature, verdict);
    return verdict;
  };
}

/** For each option: on how many of the lines it is active, can be added, can be removed, and why not on the rest. */
export function summariseOptions(
  catalogue: RuleCatalogue,
  groups: Iterable<LineGroup>,
  now: Date,
): OptionSummary[] {
  const index = ruleIndex(catalogue);
  const summaries = new Map<string, OptionSummary>();
  for (const { line, lines } of groups) {
    for (const state of judgeOptions(catalogue, line, now)) {
      const summary = summaries.get(state.code) ?? emptySummary(state.code);
      summaries.set(state.code, summary);
      const has = state.state === 'active' || state.state === 'included' || state.state === 'pending-remove';
      if (has) summary.active += lines;
      if (state.add.allowed) summary.addable += lines;
      else countReason(summary.addReasons, state.add.reasons, lines);
      if (state.remove.allowed) summary.removable += lines;
      else if (has) countReason(summary.removeReasons, state.remove.reasons, lines);
    }
  }
  return index.sorted(summaries.keys()).flatMap((code) => summaries.get(code) ?? []);
}

function emptySummary(code: string): OptionSummary {
  return { code, active: 0, addable: 0, removable: 0, addReasons: [], removeReasons: [] };
}

/** A line counts under its first reason. */
function countReason(counted: OptionSummary['addReasons'], reasons: Reason[], lines: number): void {
  const [first] = reasons;
  if (!first) return;
  const same = counted.find(({ reason }) => JSON.stringify(reason) === JSON.stringify(first));
  if (same) same.lines += lines;
  else counted.push({ reason: first, lines });
}
