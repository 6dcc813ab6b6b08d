import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { ChosenLines } from './chosen-lines.tsx';
import { isEmpty } from './option-draft.ts';
import { OptionPicks } from './option-picks.tsx';
import { QuoteTotals } from './quote-totals.tsx';
import styles from './options-of-several.module.css';
import { useOptionDraft } from './use-option-draft.ts';

type Props = {
  selection: Selection;
  /** Annuler on a number: leaves it out of the selection. */
  onLeaveOut: (lineId: string) => void;
  onClose: () => void;
};

/** Options of several numbers at once: what can be removed, what can be added, on how many of them. */
export function OptionsOfSeveral({ selection, onLeaveOut, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const navigate = useNavigate();
  const names = useCatalogue();
  const { draft, setDraft, states, tallies, quote, ready } = useOptionDraft(selection);
  const count = states.data?.lineCount ?? 0;
  return (
    <Dialog
      wide
      title={i18n.t({ id: 'orders.several.title', message: 'Change options for several numbers' })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <GuardedButton
            reason={reason()}
            onClick={() => {
              if (ready)
                void navigate({ to: '/$locale/orders/quote/$quote', params: { locale, quote: ready.id } });
            }}
          >
            {i18n.t({ id: 'orders.several.confirm', message: 'Confirm' })}
          </GuardedButton>
        </>
      }
    >
      {states.error ? (
        <ErrorState error={states.error} onRetry={() => void states.refetch()} />
      ) : states.data && names.catalogue ? (
        <div className={styles.layout}>
          <div className={styles.side}>
            <ChosenLines lines={states.data.lines} count={count} onLeaveOut={onLeaveOut} />
            {quote.error && <ErrorState error={quote.error} />}
            {!isEmpty(draft) && !quote.error && (
              <section className={styles.price} aria-live="polite">
                {ready && ready.leftOutCount > 0 && (
                  <Notice kind="warn">
                    {i18n.t({
                      id: 'orders.several.left-out',
                      message:
                        '{count, plural, one {# number cannot be changed this way and is left out.} other {# numbers cannot be changed this way and are left out.}} The next page says why.',
                      values: { count: ready.leftOutCount },
                    })}
                  </Notice>
                )}
                <QuoteTotals quote={quote.data} stale={!ready} lineCount={count} />
              </section>
            )}
          </div>
          <div className={styles.picks}>
            <OptionPicks act="remove" tallies={tallies} draft={draft} lineCount={count} onDraft={setDraft} />
            <OptionPicks act="add" tallies={tallies} draft={draft} lineCount={count} onDraft={setDraft} />
          </div>
        </div>
      ) : (
        <div className={styles.blank} aria-busy>
          <span role="status" className="visually-hidden">
            {i18n.t({ id: 'orders.loading', message: 'Loading' })}
          </span>
        </div>
      )}
    </Dialog>
  );

  function reason(): string | null {
    if (isEmpty(draft))
      return i18n.t({ id: 'orders.summary.nothing', message: 'Tick or untick an option first.' });
    if (ready && ready.eligibleCount === 0) {
      return i18n.t({
        id: 'orders.summary.none-fits',
        message: 'None of the chosen numbers can be changed this way.',
      });
    }
    return ready ? null : i18n.t({ id: 'orders.options.quoting', message: 'The price is being computed.' });
  }
}
