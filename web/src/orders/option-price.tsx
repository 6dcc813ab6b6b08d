import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { ShownOption } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { formatMoney } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './option-price.module.css';

/** The price of an option, `24,79 € / mois` over `HTVA`; including VAT when asked for. */
export function OptionPrice({
  option,
  inclusive,
  inline = false,
}: {
  option: ShownOption;
  inclusive: boolean;
  inline?: boolean;
}): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { catalogue } = useCatalogue();
  if (option.free)
    return <span className={styles.price}>{i18n.t({ id: 'orders.price.free', message: 'Free' })}</span>;
  const excl = option.monthlyPrice ?? option.oneOffPrice ?? '0.00';
  const sum = formatMoney(locale, inclusive ? withVat(excl, catalogue?.operator.vatRate ?? '0') : excl);
  return (
    <span className={styles.price} data-inline={inline || undefined}>
      <span className="tabular">
        {option.type === 'recurring'
          ? i18n.t({ id: 'orders.price.monthly', message: '{sum} / month', values: { sum } })
          : i18n.t({ id: 'orders.price.once', message: '{sum} once', values: { sum } })}
      </span>
      <span className={styles.vat}>
        {inclusive
          ? i18n.t({ id: 'orders.price.including', message: 'incl. VAT' })
          : i18n.t({ id: 'orders.price.excluding', message: 'excl. VAT' })}
      </span>
    </span>
  );
}

/** A single price with VAT, for the eye only: what is charged is rounded once on the total, by the server. */
export function withVat(excl: string, rate: string): string {
  const units = BigInt(excl.replace(/\.(\d*)$/, (_, decimals: string) => decimals.padEnd(4, '0')));
  const percent = BigInt(Math.round(Number(rate) * 100));
  const cents = (units * (10_000n + percent) + 500_000n) / 1_000_000n;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
