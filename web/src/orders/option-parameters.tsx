import { useLingui } from '@lingui/react';
import { type ReactNode, useId } from 'react';
import type { OptionParameter, ParameterValues, ShownOption } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { formatMoney } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './option-parameters.module.css';

type Props = { option: ShownOption; values: ParameterValues; onChange: (values: ParameterValues) => void };

/** What can be set on an option: amounts within bounds, or one of some choices. */
export function OptionParameters({ option, values, onChange }: Props): ReactNode {
  return option.parameters.map((parameter) => (
    <Parameter
      key={parameter.code}
      parameter={parameter}
      value={values[parameter.code] ?? parameter.default}
      onChange={(value) => onChange({ ...values, [parameter.code]: value })}
    />
  ));
}

type One = { parameter: OptionParameter; value: string; onChange: (value: string) => void };

function Parameter({ parameter, value, onChange }: One): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const names = useCatalogue();
  const id = useId();
  if (parameter.type === 'choice') {
    return (
      <div className={styles.parameter}>
        <label htmlFor={id}>{names.text(parameter.names)}</label>
        <select
          id={id}
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {parameter.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {names.text(choice.names)}
            </option>
          ))}
        </select>
      </div>
    );
  }
  return (
    <div className={styles.parameter}>
      <label htmlFor={id}>{names.text(parameter.names)}</label>
      <span className={styles.amount}>
        <input
          id={id}
          className={styles.input}
          type="number"
          inputMode="decimal"
          min={parameter.min}
          max={parameter.max}
          step={parameter.step}
          value={Number(value)}
          aria-describedby={`${id}-bounds`}
          onChange={(event) => {
            const amount = event.currentTarget.valueAsNumber;
            if (Number.isFinite(amount)) onChange(amount.toFixed(2));
          }}
        />
        <span aria-hidden>€</span>
      </span>
      <span id={`${id}-bounds`} className={styles.bounds}>
        {i18n.t({
          id: 'orders.parameter.bounds',
          message: '{min} to {max}, in steps of {step}',
          values: {
            min: formatMoney(locale, parameter.min),
            max: formatMoney(locale, parameter.max),
            step: formatMoney(locale, parameter.step),
          },
        })}
      </span>
    </div>
  );
}
