import { checkOption } from './check-option.ts';
import { checkPlan } from './check-plan.ts';
import { ruleBook, type RuleBook } from './rule-book.ts';
import type { Written, WrittenCatalogue, WrittenOption } from './written-catalogue.ts';
import type { DocumentProblem } from '../platform/yaml-source.ts';

/** Rules that contradict each other, within an option, between options and with the plans. Names are known to exist. */
export function checkRules(written: WrittenCatalogue): DocumentProblem[] {
  const alone = written.options.flatMap(checkOption);
  const cycles = requireCycles(written.options);
  // Needs are followed through the options: only sound when they do not go round.
  if (cycles.length > 0) return [...alone, ...cycles];
  const book = ruleBook(written);
  return [
    ...alone,
    ...written.options.flatMap((option) => requirementProblems(option, book)),
    ...written.plans.flatMap((plan) => checkPlan(plan, book)),
    ...sharedServices(written.options, book),
    ...statusProblems(written),
  ];
}

/** What a status switches must be its own, and each status must say it: leaving a status must undo what entering it did. */
function statusProblems({ statuses, plans, options }: WrittenCatalogue): DocumentProblem[] {
  const sold = [
    ...plans.map(({ value }) => ({ what: `plan ${value.code}`, network: value.network })),
    ...options.map(({ value }) => ({ what: `option ${value.code}`, network: value.network })),
  ];
  return statuses.flatMap((written) => {
    const pairs = [
      ['active', 'suspended'],
      ['suspended', 'active'],
    ] as const;
    return pairs.flatMap(([status, other]) =>
      Object.keys(written.value[status]).flatMap((service) => {
        const say = (text: string) => written.problem(`status ${status}: ${text}`, status, service);
        // Both statuses have it: told once.
        const shared =
          status === 'active' || !(service in written.value[other])
            ? sold.find(({ network }) => service in network)
            : undefined;
        return [
          ...(service in written.value[other]
            ? []
            : [say(`the service ${service} has no value in the status ${other}.`)]),
          ...(shared ? [say(`the ${shared.what} also switches the service ${service}.`)] : []),
        ];
      }),
    );
  });
}

function requireCycles(options: Written<WrittenOption>[]): DocumentProblem[] {
  const byCode = new Map(options.map((option) => [option.value.code, option]));
  const done = new Set<string>();
  const problems: DocumentProblem[] = [];
  const walk = (code: string, way: string[]) => {
    const from = way.indexOf(code);
    if (from >= 0) {
      const round = way.slice(from);
      if (round.length > 1)
        problems.push(
          ...optional(
            byCode
              .get(code)
              ?.problem(
                `option ${code}: it requires itself in a circle: ${[...round, code].join(' → ')}.`,
                'requires',
              ),
          ),
        );
      return;
    }
    if (done.has(code)) return;
    for (const next of byCode.get(code)?.value.requires ?? []) walk(next, [...way, code]);
    done.add(code);
  };
  for (const option of options) walk(option.value.code, []);
  return problems;
}

function optional<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function requirementProblems(option: Written<WrittenOption>, book: RuleBook): DocumentProblem[] {
  const { code, requires } = option.value;
  const say = (text: string, index: number) => option.problem(`option ${code}: ${text}`, 'requires', index);
  return requires.flatMap((needed, index) => {
    const problems: DocumentProblem[] = [];
    const chain = [needed, ...book.needs(needed)];
    const own = chain.find((other) => book.excludes(code).includes(other));
    if (own === needed) problems.push(say(`it both requires and excludes ${own}.`, index));
    else if (own) problems.push(say(`it requires ${needed}, which needs ${own}, which it excludes.`, index));
    const earlier = requires.slice(0, index).flatMap((other) => [other, ...book.needs(other)]);
    const clash = chain.flatMap((one) =>
      earlier.filter((other) => book.excludes(one).includes(other)).map((other) => [one, other]),
    )[0];
    if (clash)
      problems.push(say(`it needs both ${clash[1]} and ${clash[0]}, which exclude each other.`, index));
    if (book.options.get(needed)?.type === 'pass')
      problems.push(say(`it requires the pass ${needed}, which ends by itself.`, index));
    if (!book.planCodes.some((plan) => [code, ...chain].every((each) => book.compatible(each, plan))))
      problems.push(say(`it requires ${needed}, but no plan is compatible with both.`, index));
    return problems;
  });
}

/**
 * Two options that one line may hold together must not switch the same service: removing one of them would switch
 * off what the other is paid for.
 */
function sharedServices(options: Written<WrittenOption>[], book: RuleBook): DocumentProblem[] {
  return options.flatMap((option, index) =>
    options.slice(0, index).flatMap(({ value: other }) => {
      const shared = Object.keys(option.value.network).filter((service) => service in other.network);
      const together =
        !book.excludes(option.value.code).includes(other.code) &&
        book.planCodes.some(
          (plan) => book.compatible(option.value.code, plan) && book.compatible(other.code, plan),
        );
      if (!together) return [];
      return shared.map((service) =>
        option.problem(
          `option ${option.value.code}: ${other.code} also switches the service ${service}, and one line may hold both; let them exclude each other or give each its own service.`,
          'network',
          service,
        ),
      );
    }),
  );
}
