import { Decimal } from 'decimal.js';
import type { OptionParameter } from './document-contract.ts';
import type { Written, WrittenOption } from './written-catalogue.ts';
import type { DocumentProblem } from '../platform/yaml-source.ts';

/** What is contradictory within one option: its type and prices, its parameters, its own rules. */
export function checkOption(option: Written<WrittenOption>): DocumentProblem[] {
  const { code } = option.value;
  const say = (text: string, ...field: (string | number)[]) =>
    option.problem(`option ${code}: ${text}`, ...field);
  return [
    ...(option.value.type === 'recurring'
      ? recurringProblems(option.value, say)
      : passProblems(option.value, say)),
    ...ruleProblems(option.value, say),
    ...parameterProblems(option.value, say),
  ];
}

type Say = (text: string, ...field: (string | number)[]) => DocumentProblem;

function recurringProblems(option: WrittenOption, say: Say): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  if (option.monthlyPrice === undefined)
    problems.push(say('a recurring option needs a "monthlyPrice" (0.00 when it is free).'));
  if (option.oneOffPrice !== undefined)
    problems.push(say('"oneOffPrice" is for passes; this option is recurring.', 'oneOffPrice'));
  if (option.validity)
    problems.push(say('"validity" is for passes; a recurring option lasts until it is removed.', 'validity'));
  if (option.max > 1) problems.push(say('only a pass can be held more than once at a time.', 'max'));
  return problems;
}

function passProblems(option: WrittenOption, say: Say): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  if (option.oneOffPrice === undefined)
    problems.push(say('a pass needs a "oneOffPrice" (0.00 when it is free).'));
  if (option.monthlyPrice !== undefined)
    problems.push(say('"monthlyPrice" is for recurring options; this is a pass.', 'monthlyPrice'));
  if (!option.validity) problems.push(say('a pass needs a "validity", so that it is known when it ends.'));
  if (option.minimumTerm) problems.push(say('a pass ends by itself and has no minimum term.', 'minimumTerm'));
  return problems;
}

function ruleProblems(option: WrittenOption, say: Say): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const own = option.requires.indexOf(option.code);
  if (own >= 0) problems.push(say('it requires itself.', 'requires', own));
  const self = option.excludes.indexOf(option.code);
  if (self >= 0) problems.push(say('it excludes itself.', 'excludes', self));
  return problems;
}

function parameterProblems(option: WrittenOption, say: Say): DocumentProblem[] {
  const names = option.parameters.map((parameter) => parameter.code);
  const twice = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [say(`the parameter ${name} is defined twice.`, 'parameters', index)],
  );
  const wrong = option.parameters.flatMap((parameter, index) => {
    const text = parameterProblem(parameter);
    return text ? [say(`the parameter ${parameter.code}: ${text}`, 'parameters', index, 'default')] : [];
  });
  const unknown = Object.entries(option.network).flatMap(([service, { value, parameter }]) => {
    if (parameter === undefined) return [];
    if (value !== undefined)
      return [say(`the service ${service} has either a value or a parameter, not both.`, 'network', service)];
    return names.includes(parameter)
      ? []
      : [
          say(
            `the service ${service} takes the parameter ${parameter}, which is not defined.`,
            'network',
            service,
          ),
        ];
  });
  return [...twice, ...wrong, ...unknown];
}

function parameterProblem(parameter: OptionParameter): string | null {
  if (parameter.type === 'choice') {
    const values = parameter.choices.map((choice) => choice.value);
    if (new Set(values).size !== values.length) return 'a choice stands there twice.';
    return values.includes(parameter.default)
      ? null
      : `its default ${parameter.default} is none of its choices.`;
  }
  const min = new Decimal(parameter.min);
  const step = new Decimal(parameter.step);
  if (step.isZero()) return 'its step is zero.';
  if (min.gt(parameter.max)) return `its min ${parameter.min} is above its max ${parameter.max}.`;
  if (min.gt(parameter.default) || new Decimal(parameter.default).gt(parameter.max))
    return `its default ${parameter.default} is not between ${parameter.min} and ${parameter.max}.`;
  return new Decimal(parameter.default).minus(min).mod(step).isZero()
    ? null
    : `its default ${parameter.default} cannot be reached from ${parameter.min} in steps of ${parameter.step}.`;
}
