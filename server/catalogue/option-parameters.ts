import type { Reason } from './change-contract.ts';
import type { OptionParameter, ParameterValues, ShownOption } from './document-contract.ts';

/** What is wrong with the values a customer gives an option's parameters. Those left out take their default. */
export function parameterReasons(option: ShownOption, values: ParameterValues = {}): Reason[] {
  return Object.entries(values).flatMap(([code, value]): Reason[] => {
    const parameter = option.parameters.find((each) => each.code === code);
    if (!parameter) return [{ option: option.code, code: 'parameter-unknown', values: { parameter: code } }];
    return parameterReason(option.code, parameter, value);
  });
}

function parameterReason(option: string, parameter: OptionParameter, value: string): Reason[] {
  if (parameter.type === 'choice') {
    if (parameter.choices.some((choice) => choice.value === value)) return [];
    return [{ option, code: 'parameter-choice', values: { parameter: parameter.code } }];
  }
  const { min, max, step } = parameter;
  const amount = tenThousandths(value);
  const fits =
    amount !== null &&
    amount >= (tenThousandths(min) ?? 0) &&
    amount <= (tenThousandths(max) ?? 0) &&
    (amount - (tenThousandths(min) ?? 0)) % (tenThousandths(step) ?? 1) === 0;
  return fits
    ? []
    : [{ option, code: 'parameter-range', values: { parameter: parameter.code, min, max, step } }];
}

/** "24.79" as 247900: exact whole numbers without a decimal library, so that a browser can judge too. */
function tenThousandths(amount: string): number | null {
  const parts = /^(\d{1,8})(?:\.(\d{1,4}))?$/.exec(amount);
  return parts ? Number(`${parts[1]}${(parts[2] ?? '').padEnd(4, '0')}`) : null;
}
