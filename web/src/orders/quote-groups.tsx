import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { QuoteGroup } from '../../../server/quotes/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Money } from '../kit/money.tsx';
import { useChangeText } from './change-text.ts';
import { keyOf } from './group-drafts.ts';
import { useGroupName } from './group-name.ts';
import styles from './quote-groups.module.css';

type Props = {
  groups: QuoteGroup[];
  /** Nothing is due before it begins. */
  planned: boolean;
};

/** What is wanted of each group, of how many of its numbers, what that costs, and why the others are left out. */
export function QuoteGroups({ groups, planned }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const groupName = useGroupName();
  const changeText = useChangeText();
  return (
    <section className={styles.groups} aria-labelledby="quote-groups">
      <h2 id="quote-groups" className={styles.title}>
        {i18n.t({ id: 'orders.groups.title', message: 'By kind of subscription and status' })}
      </h2>
      <ul className={styles.list}>
        {groups.map((group) => (
          <li key={keyOf(group)} className={styles.group}>
            <p className={styles.head}>
              <strong>{groupName(group)}</strong>
              <span className={styles.count}>
                {i18n.t({
                  id: 'orders.groups.changed',
                  message:
                    '{total, plural, one {{count, number} of # number} other {{count, number} of # numbers}}',
                  values: { count: group.eligibleCount, total: group.lineCount },
                })}
              </span>
            </p>
            {group.eligibleCount > 0 && (
              <>
                <p>{changeText(group.change)}</p>
                <p className={styles.sums}>
                  <span>
                    {planned
                      ? i18n.t({ id: 'orders.totals.then', message: 'Due at the start' })
                      : i18n.t({ id: 'orders.totals.now', message: 'Due now' })}{' '}
                    <Money amount={group.now} vat="excluded" />
                  </span>
                  <span>
                    {i18n.t({ id: 'orders.totals.monthly', message: 'Every month' })}{' '}
                    <Money amount={group.monthly} vat="excluded" />
                  </span>
                </p>
              </>
            )}
            {group.leftOut.length > 0 && (
              <ul className={styles.leftOut}>
                {group.leftOut.map(({ reason, count }) => (
                  <li key={reason.sentence}>
                    <span className="tabular">{formatNumber(locale, count)}</span> × {reason.sentence}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
