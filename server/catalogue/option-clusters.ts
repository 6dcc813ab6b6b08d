import type { LineFacts, OptionState } from './change-contract.ts';
import type { RuleCatalogue } from './document-contract.ts';
import { judgeSome } from './eligibility.ts';
import { type LineGroup, signatureOf } from './line-signature.ts';
import { ruleIndex } from './rule-index.ts';

/** Some lines that are alike in one cluster of options, and how many they are. */
type ClusterGroup = { codes: string[]; line: LineFacts; lines: number };

/**
 * Counts lines by what they hold of each cluster: options that a rule ties together, however far. What a line holds of other clusters makes no
 * difference to an option, so that of tens of thousands of kinds of line only some hundred small ones are left to judge.
 */
export function clusterCounts(catalogue: RuleCatalogue, now: Date) {
  const clusterOf = clustersOf(catalogue);
  const clusters = [...new Set(clusterOf.values())];
  const groups = new Map<string[], Map<string, ClusterGroup>>();
  return {
    add({ line, lines }: LineGroup): void {
      const held = Map.groupBy(line.activeOptions, ({ code }) => clusterOf.get(code) ?? unknown(code));
      for (const codes of new Set([...clusters, ...held.keys()])) {
        const part = { planCode: line.planCode, status: line.status, activeOptions: held.get(codes) ?? [] };
        const signature = signatureOf(part, now);
        const known = groups.get(codes) ?? new Map<string, ClusterGroup>();
        groups.set(codes, known);
        const group = known.get(signature);
        if (group) group.lines += lines;
        else known.set(signature, { codes, line: part, lines });
      }
    },
    /** What is left to judge. */
    groups: (): ClusterGroup[] => [...groups.values()].flatMap((known) => [...known.values()]),
  };

  /** An option of which the catalogue no longer knows anything stands alone. */
  function unknown(code: string): string[] {
    const alone = [code];
    clusterOf.set(code, alone);
    return alone;
  }
}

/** The states of the options of one cluster, as `judgeOptions` tells them. */
export function judgeCluster(
  catalogue: RuleCatalogue,
  { codes, line }: ClusterGroup,
  now: Date,
): OptionState[] {
  const index = ruleIndex(catalogue);
  const included = index.included(line.planCode);
  const held = new Set(line.activeOptions.map(({ code }) => code));
  const shown = codes.filter((code) => index.options.get(code)?.sold || included.has(code) || held.has(code));
  return judgeSome(index, index.sorted(shown), line, now);
}

/** The cluster of each option of the catalogue, one array for all of its options. */
function clustersOf({ options, plans }: RuleCatalogue): Map<string, string[]> {
  const clusterOf = new Map(options.map(({ code }) => [code, [code]]));
  for (const { includedOptions } of plans)
    for (const code of includedOptions) if (!clusterOf.has(code)) clusterOf.set(code, [code]);
  for (const { code, requires, excludes } of options) {
    for (const other of [...requires, ...excludes]) {
      const [mine, theirs] = [clusterOf.get(code), clusterOf.get(other)];
      if (!mine || !theirs || mine === theirs) continue;
      mine.push(...theirs);
      for (const each of theirs) clusterOf.set(each, mine);
    }
  }
  return clusterOf;
}
