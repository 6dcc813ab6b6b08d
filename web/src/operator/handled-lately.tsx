import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { HandlingAction, HandlingList } from '../../../server/fallout/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import styles from './operator.module.css';
import { handlingsQuery } from './queries.ts';

/** What colleagues did lately with what had failed, and what they noted. Nothing when nobody did anything yet. */
export function HandledLately(): ReactNode {
  const { i18n } = useLingui();
  const { data } = useQuery(handlingsQuery);
  if (!data || data.handlings.length === 0) return null;
  return (
    <section className={styles.lately} aria-labelledby="handled-lately">
      <h2 id="handled-lately">{i18n.t({ id: 'fallout.lately', message: 'Handled lately' })}</h2>
      <ol className={styles.entries}>
        {data.handlings.map((handling) => (
          <Handling key={handling.id} handling={handling} />
        ))}
      </ol>
    </section>
  );
}

function Handling({ handling }: { handling: HandlingList['handlings'][number] }): ReactNode {
  const { i18n } = useLingui();
  const actName = useActName();
  const { action, items, msisdn, organisation, note } = handling;
  const numbers = msisdn
    ? showMsisdn(msisdn)
    : i18n.t({
        id: 'fallout.lately.numbers',
        message: '{count, plural, one {# number} other {# numbers}}',
        values: { count: items },
      });
  return (
    <li>
      <p className={styles.handling}>
        <DateTime at={handling.at} />
        <span>{handling.by}</span>
        <strong>{actName(action)}</strong>
        <span className="tabular">{numbers}</span>
        {organisation && <span>{organisation}</span>}
      </p>
      {note && <p className={styles.note}>{note}</p>}
    </li>
  );
}

function useActName(): (action: HandlingAction) => string {
  const { i18n } = useLingui();
  return (action) => {
    if (action === 'retry') return i18n.t({ id: 'fallout.lately.retry', message: 'Sent again' });
    if (action === 'complete') return i18n.t({ id: 'fallout.lately.complete', message: 'Completed by hand' });
    return i18n.t({ id: 'fallout.lately.cancel', message: 'Cancelled' });
  };
}
