import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { Quote } from '../../../server/quotes/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { quoteQuery } from './queries.ts';
import styles from './quote-page.module.css';

/** So many are named one by one; of more the reasons are counted and the first ones stand behind them. */
const few = 10;
const most = 200;

/** The numbers that the order will not change, with the reason of each. */
export function LeftOutLines({ quote }: { quote: Quote }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const count = quote.leftOutCount;
  return (
    <Notice
      kind="warn"
      title={i18n.t({
        id: 'orders.quote.left-out',
        message: '{count, plural, one {# number is left out} other {# numbers are left out}}',
        values: { count },
      })}
    >
      {count <= few ? (
        <Lines quoteId={quote.id} />
      ) : (
        <>
          <ul className={styles.leftOut}>
            {quote.leftOut.slice(0, few).map((left) => (
              <li key={left.reason.sentence}>
                <strong className="tabular">{formatNumber(locale, left.count)}</strong> {left.reason.sentence}
              </li>
            ))}
          </ul>
          <details>
            <summary>{i18n.t({ id: 'orders.quote.left-out.which', message: 'Which numbers' })}</summary>
            <Lines quoteId={quote.id} />
            {count > most && (
              <p>
                {i18n.t({
                  id: 'orders.several.more',
                  message: '{count, plural, one {and # more} other {and # more}}',
                  values: { count: count - most },
                })}
              </p>
            )}
          </details>
        </>
      )}
    </Notice>
  );
}

function Lines({ quoteId }: { quoteId: string }): ReactNode {
  const { data } = useQuery(quoteQuery(quoteId, 'left-out', 1, most));
  return (
    <ul className={styles.leftOut}>
      {data?.lines.map((line) => (
        <li key={line.lineId}>
          <strong className="tabular">{showMsisdn(line.msisdn)}</strong>{' '}
          {line.reasons.map((reason) => reason.sentence).join(' · ')}
        </li>
      ))}
    </ul>
  );
}
