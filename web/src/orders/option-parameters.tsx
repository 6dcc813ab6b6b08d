import { useLingui } from '@lingui/react';
import { type ReactNode, useId, useState } from 'react';
import {
  type OptionParameter,
  type ParameterValues,
  parameterReasons,
  type ShownOption,
} from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { formatMoney } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './option-parameters.module.css';

type Props = { option: ShownOption; values: ParameterValues; onChange: (values: ParameterValues) => void };

/** What can be set on an option: amounts within bounds, or one of some choices. */
export function OptionParameters({ option, values, onChange }: Props): ReactNode {
  return option.parameters.map((parameter) => (
    <Parameter
      option={option}
      key={parameter.code}
      parameter={parameter}
      value={values[parameter.code] ?? parameter.default}
      onChange={(value) => onChange({ ...values, [parameter.code]: value })}
    />
  ));
}

type One = {
  option: ShownOption;
  parameter: OptionParameter;
  value: string;
  onChange: (value: string) => void;
};

function Parameter({ option, parameter, value, onChange }: One): ReactNode {
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
  return <Amount option={option} parameter={parameter} value={value} onChange={onChange} />;
}

type AmountProps = One & { parameter: Extract<OptionParameter, { type: 'money' }> };

/** An amount within bounds. What is out of them, or nothing, is shown as wrong and is not passed over: the rules refuse it. */
function Amount({ option, parameter, value, onChange }: AmountProps): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const names = useCatalogue();
  const id = useId();
  const shown = value === '' ? '' : String(Number(value));
  const [text, setText] = useState(shown);
  const [from, setFrom] = useState(value);
  // the draft was undone, or the order was carried out: the field follows
  if (value !== from) {
    setFrom(value);
    if (written(text) !== value) setText(shown);
  }
  const wrong = parameterReasons(option, { [parameter.code]: written(text) }).length > 0;
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
          value={text}
          aria-describedby={`${id}-bounds`}
          aria-invalid={wrong || undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onChange(written(event.currentTarget.value));
          }}
        />
        <span aria-hidden>€</span>
      </span>
      <span id={`${id}-bounds`} className={styles.bounds} data-wrong={wrong || undefined}>
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

/** What was typed as the server takes it: `120.00`; nothing when it is no amount. */
function written(text: string): string {
  return text.trim() === '' || !Number.isFinite(Number(text)) ? '' : Number(text).toFixed(2);
}
