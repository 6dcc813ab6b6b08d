import { judgeChange } from '../catalogue/catalogue.ts';
import type { Catalogue, LineFacts } from '../catalogue/contract.ts';
import type { Random } from './random.ts';

/** Sets made for each plan; lines draw from them. Judging each line's own would take a minute for a million lines. */
const setsOfPlan = 150;

/** For each plan, sets of options that a line may hold together by the catalogue's own rules, besides what the plan includes. */
export function optionSets(
  catalogue: Catalogue,
  chosen: Random,
  now: Date,
): (planCode: string) => string[][] {
  const sets = new Map(
    catalogue.plans.map(({ code }) => [
      code,
      Array.from({ length: setsOfPlan }, () => optionSet(catalogue, chosen, code, now)),
    ]),
  );
  return (planCode) => sets.get(planCode) ?? [[]];
}

/** Options are offered one after the other and taken when the rules allow; most lines end with none to four. */
function optionSet(catalogue: Catalogue, chosen: Random, planCode: string, now: Date): string[] {
  const line: LineFacts = { planCode, status: 'active', activeOptions: [] };
  const needed = new Set(catalogue.options.flatMap(({ requires }) => requires));
  const offered = [
    // what others need, such as roaming, most people have
    ...catalogue.options.filter(({ code, free }) => free && needed.has(code) && chosen.chance(0.85)),
    ...Array.from({ length: chosen.below(7) }, () => chosen.one(catalogue.options)),
  ];
  for (const { code, parameters, type } of offered) {
    if (type === 'pass' && chosen.chance(0.5)) continue;
    if (line.activeOptions.some((held) => held.code === code)) continue;
    if (!judgeChange(catalogue, line, { add: [{ code }], remove: [] }, now).allowed) continue;
    const defaults = Object.fromEntries(parameters.map((parameter) => [parameter.code, parameter.default]));
    line.activeOptions.push({ code, since: now.toISOString(), count: 1, parameters: defaults });
  }
  return line.activeOptions.map(({ code }) => code);
}
