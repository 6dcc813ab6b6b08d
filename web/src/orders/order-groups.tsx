import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { useChangeText } from './change-text.ts';
import { keyOf } from './group-drafts.ts';
import { useGroupName } from './group-name.ts';
import styles from './quote-groups.module.css';

/** What was asked of each group, where an order is over several. */
export function OrderGroups({ groups }: { groups: NonNullable<Order['groups']> }): ReactNode {
  const { i18n } = useLingui();
  const groupName = useGroupName();
  const changeText = useChangeText();
  return (
    <section className={styles.groups} aria-labelledby="order-groups">
      <h2 id="order-groups" className={styles.title}>
        {i18n.t({ id: 'orders.groups.title', message: 'By kind of subscription and status' })}
      </h2>
      <ul className={styles.list}>
        {groups.map((group) => (
          <li key={keyOf(group)} className={styles.group}>
            <p className={styles.head}>
              <strong>{groupName(group)}</strong>
              <span className={styles.count}>
                {i18n.t({
                  id: 'orders.several.numbers',
                  message: '{count, plural, one {# number} other {# numbers}}',
                  values: { count: group.itemCount },
                })}
              </span>
            </p>
            <p>{changeText(group.change)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
