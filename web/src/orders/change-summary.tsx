import { useLingui } from '@lingui/react';
import { IconChevronUp, IconMinus, IconPlus, IconSettings, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Quote } from '../../../server/quotes/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { type Draft, isEmpty } from './option-draft.ts';
import { QuoteTotals } from './quote-totals.tsx';
import styles from './change-summary.module.css';

type Props = {
  draft: Draft;
  /** Which of the draft's additions only set parameters of an active option. */
  settings: string[];
  quote: Quote | undefined;
  /** The quote is of an older draft: a newer one is on its way. */
  stale: boolean;
  lineCount: number;
  /** Why this person can change nothing. */
  refusal: string | null;
  /** Why what is chosen cannot be sent yet. */
  waiting: string | null;
  continueLabel: string;
  onLeave: (code: string) => void;
  onContinue: () => void;
};

/** What is chosen so far and what it costs; the way on. */
export function ChangeSummary(props: Props): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const { draft, quote } = props;
  const nothing = isEmpty(draft);
  const [unfolded, setUnfolded] = useState(false); // where there is little room it lies over the options
  const tickFirst = i18n.t({ id: 'orders.summary.nothing', message: 'Tick or untick an option first.' });
  const rows = [
    ...Object.keys(draft.add).map((code) => ({
      code,
      act: props.settings.includes(code) ? ('set' as const) : ('add' as const),
    })),
    ...draft.remove.map((code) => ({ code, act: 'remove' as const })),
  ];
  const impossible =
    !nothing && props.waiting === null && quote?.eligibleCount === 0 ? whyNone(quote, props.lineCount) : null;
  return (
    <aside className={styles.summary} data-empty={nothing || undefined} aria-labelledby="change-summary">
      <div className={styles.head}>
        <h2 id="change-summary" className={styles.title}>
          {i18n.t({ id: 'orders.summary.title', message: 'Your changes' })}
        </h2>
        {!nothing && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={unfolded}
            aria-controls="change-details"
            onClick={() => setUnfolded(!unfolded)}
          >
            {i18n.t({
              id: 'orders.summary.details',
              message: '{count, plural, one {# option} other {# options}}',
              values: { count: rows.length },
            })}
            <IconChevronUp aria-hidden size={16} />
          </button>
        )}
      </div>
      {nothing ? (
        <p className={styles.empty}>
          {i18n.t({ id: 'orders.summary.empty', message: 'Nothing chosen yet.' })}
        </p>
      ) : (
        <div id="change-details" className={styles.details} data-unfolded={unfolded || undefined}>
          <ul className={styles.rows}>
            {rows.map(({ code, act }) => (
              <li key={code} className={styles.row}>
                <Act act={act} />
                <span className={styles.name}>{names.optionName(code)}</span>
                <button
                  type="button"
                  className={styles.undo}
                  aria-label={i18n.t({
                    id: 'orders.summary.undo',
                    message: 'Undo: {name}',
                    values: { name: names.optionName(code) },
                  })}
                  onClick={() => props.onLeave(code)}
                >
                  <IconX aria-hidden size={15} />
                </button>
              </li>
            ))}
          </ul>
          <QuoteTotals quote={quote} stale={props.stale} lineCount={props.lineCount} />
        </div>
      )}
      {impossible && (
        <Notice kind="warn" announce>
          {impossible}
        </Notice>
      )}
      <GuardedButton
        fullWidth
        reason={props.refusal ?? (nothing ? tickFirst : (props.waiting ?? impossible))}
        onClick={props.onContinue}
      >
        {props.continueLabel}
      </GuardedButton>
    </aside>
  );

  /** Of one number the server's own reason. */
  function whyNone({ leftOut }: Quote, lineCount: number): string {
    return (
      (lineCount === 1 && leftOut[0]?.reason.sentence) ||
      i18n.t({
        id: 'orders.summary.none-fits',
        message: 'None of the chosen numbers can be changed this way.',
      })
    );
  }
}

function Act({ act }: { act: 'add' | 'remove' | 'set' }): ReactNode {
  const { i18n } = useLingui();
  if (act === 'add') {
    return (
      <IconPlus
        aria-label={i18n.t({ id: 'orders.act.add', message: 'To activate' })}
        role="img"
        size={16}
        className={styles.add}
      />
    );
  }
  if (act === 'set') {
    return (
      <IconSettings
        aria-label={i18n.t({ id: 'orders.act.set', message: 'To change' })}
        role="img"
        size={16}
        className={styles.add}
      />
    );
  }
  return (
    <IconMinus
      aria-label={i18n.t({ id: 'orders.act.remove', message: 'To deactivate' })}
      role="img"
      size={16}
      className={styles.away}
    />
  );
}
