import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MissingReason } from '../../../server/finding/contract.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import styles from './missing-entries.module.css';
import { pastedListQuery } from './queries.ts';

/** What of a pasted list the fleet does not have, by reason, to be read and copied. Nothing when all is there. */
export function MissingEntries({ listId }: { listId: string }): ReactNode {
  const { i18n } = useLingui();
  const { data: list } = useQuery(pastedListQuery(listId));
  const words = useReasonWords();
  if (!list || list.missing.length === 0) return null;
  return (
    <details className={styles.missing}>
      <summary>
        {i18n.t({
          id: 'fleet.pasted.missing',
          message:
            '{missing, plural, one {# of the {pasted, number} pasted is not in this list} other {# of the {pasted, number} pasted are not in this list}}',
          values: { missing: list.missing.length, pasted: list.pasted },
        })}
      </summary>
      <div className={styles.reasons}>
        {reasons.map((reason) => {
          const typed = list.missing.filter((entry) => entry.reason === reason).map((entry) => entry.typed);
          return typed.length === 0 ? null : (
            <Missing key={reason} name={words(reason, typed.length)} typed={typed} />
          );
        })}
      </div>
    </details>
  );
}

const reasons: MissingReason[] = ['unknown', 'unreadable', 'lost'];

function Missing({ name, typed }: { name: string; typed: string[] }): ReactNode {
  const { i18n } = useLingui();
  const text = typed.join('\n');
  return (
    <section className={styles.reason} aria-label={name}>
      <div className={styles.head}>
        <p>{name}</p>
        <CopyButton
          text={text}
          what={i18n.t({
            id: 'fleet.pasted.copy',
            message: '{count, plural, one {this entry} other {these # entries}}',
            values: { count: typed.length },
          })}
        />
      </div>
      <textarea readOnly aria-label={name} rows={Math.min(8, typed.length)} value={text} spellCheck={false} />
    </section>
  );
}

function useReasonWords(): (reason: MissingReason, count: number) => string {
  const { i18n } = useLingui();
  return (reason, count) => {
    const values = { count };
    if (reason === 'unknown')
      return i18n.t({
        id: 'fleet.pasted.unknown',
        message:
          '{count, plural, one {# is not among the numbers you can see} other {# are not among the numbers you can see}}',
        values,
      });
    if (reason === 'lost')
      return i18n.t({
        id: 'fleet.pasted.lost',
        message:
          '{count, plural, one {# has lost digits in a spreadsheet: format the column as text and copy it again} other {# have lost digits in a spreadsheet: format the column as text and copy it again}}',
        values,
      });
    return i18n.t({
      id: 'fleet.pasted.unreadable',
      message:
        '{count, plural, one {# is neither a number nor an ICCID} other {# are neither a number nor an ICCID}}',
      values,
    });
  };
}
