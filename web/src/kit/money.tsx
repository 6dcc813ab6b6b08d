import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { formatMoney } from './format.ts';
import { useLocale } from './locale.ts';

type Props = {
  /** Decimal text of the API: `24.79`. */
  amount: string;
  /** Says whether VAT is in it: `HTVA`, `TVAC`. Left out where a heading says it. */
  vat?: 'excluded' | 'included';
};

/** A sum of euros as the language writes it: `24,79 € HTVA`. */
export function Money({ amount, vat }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sum = formatMoney(locale, amount);
  if (!vat) return <span className="tabular">{sum}</span>;
  return (
    <span className="tabular">
      {vat === 'excluded'
        ? i18n.t({ id: 'kit.money.excluded', message: '{sum} excl. VAT', values: { sum } })
        : i18n.t({ id: 'kit.money.included', message: '{sum} incl. VAT', values: { sum } })}
    </span>
  );
}
