import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Assignment } from '../../../server/holders/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import styles from './holders.module.css';

/** A holder's name, or that he was removed; a cost centre's code and name. */
export function useAssignedName(): (assigned: Pick<Assignment, 'code' | 'name'>) => string {
  const { i18n } = useLingui();
  return ({ code, name }) =>
    code === null
      ? name || i18n.t({ id: 'holders.removed', message: 'Removed user' })
      : `${code} ${name}`.trim();
}

/** Who or what it was before, the latest first. */
export function AssignmentHistory({ name, held }: { name: string; held: Assignment[] }): ReactNode {
  const { i18n } = useLingui();
  const assignedName = useAssignedName();
  const ended = held.filter(({ phase }) => phase === 'ended');
  if (ended.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>
        {i18n.t({
          id: 'holders.history',
          message: '{name}: history ({count})',
          values: { name, count: ended.length },
        })}
      </summary>
      <ul className={styles.history}>
        {ended.map((each) => (
          <li key={each.id}>
            <span>{assignedName(each)}</span>{' '}
            <span className={styles.quiet}>
              <DateTime at={each.from} /> – {each.until && <DateTime at={each.until} />}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
