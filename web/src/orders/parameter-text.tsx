import type { ReactNode } from 'react';
import type { PricedAction } from '../../../server/orders/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { formatMoney } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './action-list.module.css';

/** What is set on an option, in words: "Limite : 80,00 €". Nothing for an option without parameters. */
export function ParameterText({
  code,
  values,
}: {
  code: string;
  values: PricedAction['parameters'];
}): ReactNode {
  const names = useCatalogue();
  const locale = useLocale();
  const parts = (names.option(code)?.parameters ?? []).flatMap((parameter) => {
    const value = values[parameter.code];
    if (value === undefined) return [];
    const shown =
      parameter.type === 'money'
        ? formatMoney(locale, String(value))
        : (parameter.choices.find((choice) => choice.value === value)?.names[locale] ?? String(value));
    return [`${names.text(parameter.names)}: ${shown}`];
  });
  return parts.length === 0 ? null : <span className={styles.parameters}>{parts.join(' · ')}</span>;
}
