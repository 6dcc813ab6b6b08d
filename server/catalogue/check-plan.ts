import type { RuleBook } from './rule-book.ts';
import type { Written, WrittenPlan } from './written-catalogue.ts';
import type { DocumentProblem } from '../platform/yaml-source.ts';

/** A plan with the options it includes must be a set that a line may hold. */
export function checkPlan(plan: Written<WrittenPlan>, book: RuleBook): DocumentProblem[] {
  return [...includedProblems(plan, book), ...serviceProblems(plan, book)];
}

function includedProblems(plan: Written<WrittenPlan>, book: RuleBook): DocumentProblem[] {
  const { code: planCode, includedOptions: included } = plan.value;
  return included.flatMap((code, index) => {
    const say = (text: string) =>
      plan.problem(`plan ${planCode}: it includes ${code}, ${text}`, 'includedOptions', index);
    const problems: DocumentProblem[] = [];
    if (!book.compatible(code, planCode)) problems.push(say('which is not compatible with this plan.'));
    if (book.options.get(code)?.type === 'pass') problems.push(say('which is a pass and ends by itself.'));
    for (const needed of book.options.get(code)?.requires ?? [])
      if (!included.includes(needed)) problems.push(say(`which requires ${needed}; include that too.`));
    for (const other of book.excludes(code))
      if (included.indexOf(other) > index) problems.push(say(`and also ${other}, which exclude each other.`));
    return problems;
  });
}

/** An option's service must not be one of its plan's own: removing the option would switch off part of the plan. */
function serviceProblems(plan: Written<WrittenPlan>, book: RuleBook): DocumentProblem[] {
  return Object.keys(plan.value.network).flatMap((service) =>
    [...book.options.values()]
      .filter((option) => service in option.network && book.compatible(option.code, plan.value.code))
      .map((option) =>
        plan.problem(
          `plan ${plan.value.code}: the option ${option.code} also switches the service ${service}; give each its own service.`,
          'network',
          service,
        ),
      ),
  );
}
