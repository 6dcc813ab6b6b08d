import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Amount, Quote } from '../../../server/quotes/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Money } from '../kit/money.tsx';
import styles from './quote-totals.module.css';

type Props = {
  quote: Pick<Quote, 'now' | 'monthly' | 'proRata' | 'vatRate' | 'eligibleCount'> | undefined;
  stale: boolean;
  lineCount: number;
  /** Nothing is due before it begins. */
  planned?: boolean;
};

/** What is due now and every month: excluding VAT, VAT, total. */
export function QuoteTotals({ quote, stale, lineCount, planned = false }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const now = planned
    ? i18n.t({ id: 'orders.totals.then', message: 'Due at the start' })
    : i18n.t({ id: 'orders.totals.now', message: 'Due now' });
  const monthly = i18n.t({ id: 'orders.totals.monthly', message: 'Every month' });
  return (
    <div className={styles.totals} aria-busy={stale || !quote}>
      <Part title={now} amount={quote?.now} rate={quote?.vatRate}>
        {quote && Number(quote.proRata) !== 0 && (
          <Row
            label={
              planned
                ? i18n.t({ id: 'orders.totals.pro-rata-then', message: 'of which pro rata of that month' })
                : i18n.t({ id: 'orders.totals.pro-rata', message: 'of which pro rata of this month' })
            }
            amount={quote.proRata}
            quiet
          />
        )}
      </Part>
      <Part title={monthly} amount={quote?.monthly} rate={quote?.vatRate} />
      {lineCount > 1 && quote && (
        <p className={styles.note}>
          {quote.eligibleCount === lineCount
            ? i18n.t({
                id: 'orders.totals.for-all',
                message: '{count, plural, one {For # number} other {For # numbers}}',
                values: { count: lineCount },
              })
            : i18n.t({
                id: 'orders.totals.for',
                message: '{count, plural, one {For # number of {total}} other {For # numbers of {total}}}',
                values: { count: quote.eligibleCount, total: formatNumber(locale, lineCount) },
              })}
        </p>
      )}
    </div>
  );
}

function Part({
  title,
  amount,
  rate,
  children,
}: {
  title: string;
  amount: Amount | undefined;
  rate: string | undefined;
  children?: ReactNode;
}): ReactNode {
  const { i18n } = useLingui();
  if (amount && Number(amount.excl) === 0) {
    return (
      <dl className={styles.list}>
        <Row label={title} amount={amount.excl} strong />
      </dl>
    );
  }
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.list}>
        <Row label={i18n.t({ id: 'orders.totals.excl', message: 'Excl. VAT' })} amount={amount?.excl} />
        {children}
        <Row
          label={i18n.t({ id: 'orders.totals.vat', message: 'VAT {rate} %', values: { rate: rate ?? '' } })}
          amount={amount?.vat}
        />
        <Row
          label={i18n.t({ id: 'orders.totals.incl', message: 'Total incl. VAT' })}
          amount={amount?.incl}
          strong
        />
      </dl>
    </section>
  );
}

function Row({
  label,
  amount,
  strong,
  quiet,
}: {
  label: string;
  amount: string | undefined;
  strong?: boolean;
  quiet?: boolean;
}): ReactNode {
  return (
    <div className={styles.row} data-strong={strong || undefined} data-quiet={quiet || undefined}>
      <dt>{label}</dt>
      <dd>{amount === undefined ? <span className={styles.blank} /> : <Money amount={amount} />}</dd>
    </div>
  );
}
