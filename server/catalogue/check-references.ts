import type { Written, WrittenCatalogue } from './written-catalogue.ts';
import type { DocumentProblem } from '../platform/yaml-source.ts';

/** Every name that is used is defined, each once, and what must be there is there. */
export function checkReferences(written: WrittenCatalogue, folder: string): DocumentProblem[] {
  return [
    ...missingSections(written, folder),
    ...duplicates('subscription kind', written.subscriptionKinds),
    ...duplicates('option kind', written.optionKinds),
    ...duplicates('zone', written.zones),
    ...duplicates('plan', written.plans),
    ...duplicates('option', written.options),
    ...planReferences(written),
    ...optionReferences(written),
  ];
}

function missingSections(written: WrittenCatalogue, folder: string): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const nowhere = (text: string) => problems.push({ file: folder, line: 1, text });
  if (written.operators.length === 0)
    nowhere('No file says who the operator is: one needs the section "operator".');
  for (const again of written.operators.slice(1))
    problems.push(again.problem('The operator is already described in another file.'));
  for (const again of written.statuses.slice(1))
    problems.push(again.problem('What the statuses mean is already written in another file.'));
  if (written.plans.length === 0) nowhere('No file holds a plan: one needs the section "plans".');
  return problems;
}

function duplicates(what: string, entries: Written<{ code: string }>[]): DocumentProblem[] {
  const seen = new Map<string, DocumentProblem>();
  return entries.flatMap((entry) => {
    const first = seen.get(entry.value.code);
    if (first)
      return [
        entry.problem(
          `${what} ${entry.value.code} is already defined at ${first.file}:${first.line}.`,
          'code',
        ),
      ];
    seen.set(entry.value.code, entry.problem('', 'code'));
    return [];
  });
}

function planReferences(written: WrittenCatalogue): DocumentProblem[] {
  const kinds = codes(written.subscriptionKinds);
  const options = codes(written.options);
  const zones = codes(written.zones);
  return written.plans.flatMap((plan) => [
    ...unknown(plan, 'plan', 'kind', [plan.value.kind], kinds, 'subscription kind', false),
    ...unknown(plan, 'plan', 'includedOptions', plan.value.includedOptions, options, 'option'),
    ...zoneReferences(plan, 'plan', zones),
  ]);
}

function optionReferences(written: WrittenCatalogue): DocumentProblem[] {
  const kinds = codes(written.optionKinds);
  const options = codes(written.options);
  const plans = codes(written.plans);
  const zones = codes(written.zones);
  return written.options.flatMap((option) => [
    ...unknown(option, 'option', 'kind', [option.value.kind], kinds, 'option kind', false),
    ...unknown(option, 'option', 'requires', option.value.requires, options, 'option'),
    ...unknown(option, 'option', 'excludes', option.value.excludes, options, 'option'),
    ...unknown(option, 'option', 'compatiblePlans', option.value.compatiblePlans ?? [], plans, 'plan'),
    ...zoneReferences(option, 'option', zones),
  ]);
}

type WithAllowances = { code: string; allowances: { zones: string[] }[] };

function zoneReferences(entry: Written<WithAllowances>, what: string, zones: Set<string>): DocumentProblem[] {
  return entry.value.allowances.flatMap((allowance, index) =>
    allowance.zones.flatMap((zone, place) =>
      zones.has(zone)
        ? []
        : [
            entry.problem(
              `${what} ${entry.value.code}: the zone ${zone} is not defined.`,
              'allowances',
              index,
              'zones',
              place,
            ),
          ],
    ),
  );
}

function unknown(
  entry: Written<{ code: string }>,
  what: string,
  field: string,
  used: string[],
  known: Set<string>,
  target: string,
  isList = true,
): DocumentProblem[] {
  return used.flatMap((code, index) => {
    const path = isList ? [field, index] : [field];
    const begin = `${what} ${entry.value.code}`;
    if (!known.has(code))
      return [
        entry.problem(`${begin}: "${field}" names the ${target} ${code}, which is not defined.`, ...path),
      ];
    if (used.indexOf(code) !== index)
      return [entry.problem(`${begin}: "${field}" names ${code} twice.`, ...path)];
    return [];
  });
}

function codes(entries: Written<{ code: string }>[]): Set<string> {
  return new Set(entries.map((entry) => entry.value.code));
}
