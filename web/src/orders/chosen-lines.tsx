import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { OptionStates } from '../../../server/quotes/contract.ts';
import styles from './options-of-several.module.css';

type Props = { lines: OptionStates['lines']; count: number; onLeaveOut: (lineId: string) => void };

/** The chosen numbers, each with Annuler to leave it out; of very many the first ones. */
export function ChosenLines({ lines, count, onLeaveOut }: Props): ReactNode {
  const { i18n } = useLingui();
  const more = count - lines.length;
  return (
    <section className={styles.lines} aria-labelledby="chosen-lines">
      <h3 id="chosen-lines" className={styles.heading}>
        {i18n.t({
          id: 'orders.several.numbers',
          message: '{count, plural, one {# number} other {# numbers}}',
          values: { count },
        })}
      </h3>
      <ul className={styles.list}>
        {lines.map((line) => {
          const number = showMsisdn(line.msisdn);
          return (
            <li key={line.id} className={styles.line}>
              <span className={styles.number}>
                <span className="tabular">{number}</span>
                <span className={styles.holder}>{line.holderName}</span>
              </span>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={i18n.t({
                  id: 'orders.several.leave-out.number',
                  message: 'Leave out {number}',
                  values: { number },
                })}
                onClick={() => onLeaveOut(line.id)}
              >
                {i18n.t({ id: 'orders.several.leave-out', message: 'Leave out' })}
              </Button>
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <p className={styles.more}>
          {i18n.t({
            id: 'orders.several.more',
            message: '{count, plural, one {and # more} other {and # more}}',
            values: { count: more },
          })}
        </p>
      )}
    </section>
  );
}
