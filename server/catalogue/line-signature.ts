import type { LineFacts } from './change-contract.ts';

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
  return `${line.planCode}|${line.status}${line.statusUnderWay ? `?${line.statusUnderWay}` : ''}|${options.toSorted().join(' ')}`;
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
