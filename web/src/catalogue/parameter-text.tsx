import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useCatalogue } from './catalogue-query.ts';
import { formatMoney } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './parameter-text.module.css';

/** What is set on an option, in words: "Limite : 80,00 €". Nothing for an option without parameters. */
export function ParameterText({
  code,
  values,
}: {
  code: string;
  values: Record<string, string | number | boolean>;
}): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const locale = useLocale();
  const parts = (names.option(code)?.parameters ?? []).flatMap((parameter) => {
    const value = values[parameter.code];
    if (value === undefined) return [];
    const shown =
      parameter.type === 'money'
        ? formatMoney(locale, String(value))
        : (parameter.choices.find((choice) => choice.value === value)?.names[locale] ?? String(value));
    return [
      i18n.t({
        id: 'catalogue.parameter',
        message: '{name}: {value}',
        values: { name: names.text(parameter.names), value: shown },
      }),
    ];
  });
  return parts.length === 0 ? null : <span className={styles.parameters}>{parts.join(' · ')}</span>;
}
