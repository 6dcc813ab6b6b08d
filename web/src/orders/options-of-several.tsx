import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { ChosenLines } from './chosen-lines.tsx';
import { isNothing, keyOf, leftAsTheyAre, refusedCount, wantedOf, withDraft } from './group-drafts.ts';
import { useGroupName } from './group-name.ts';
import type { Draft } from './option-draft.ts';
import { OptionPicks } from './option-picks.tsx';
import { OptionsOfGroup } from './options-of-group.tsx';
import { QuoteTotals } from './quote-totals.tsx';
import styles from './options-of-several.module.css';
import { useGroupDrafts } from './use-group-drafts.ts';

type Props = {
  selection: Selection;
  /** Annuler on a number: leaves it out of the selection. */
  onLeaveOut: (lineId: string) => void;
  onClose: () => void;
};

/** Options of several numbers at once: what can be removed, what can be added, on how many of them; of several groups each its own. */
export function OptionsOfSeveral({ selection, onLeaveOut, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const navigate = useNavigate();
  const names = useCatalogue();
  const groupName = useGroupName();
  const { drafts, setDrafts, states, groups, judged, quote, ready } = useGroupDrafts(selection);
  const nothing = isNothing(wantedOf(drafts, groups));
  const refused = ready ? refusedCount(ready) : 0;
  const untouched = leftAsTheyAre(drafts, groups);
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
            {!nothing && !quote.error && (
              <section className={styles.price} aria-live="polite">
                {untouched.length > 0 && (
                  <Notice kind="info">
                    {i18n.t({
                      id: 'orders.groups.left-out',
                      message: 'Nothing is chosen for {groups}: these numbers are left out.',
                      values: { groups: untouched.map(groupName).join(', ') },
                    })}
                  </Notice>
                )}
                {refused > 0 && (
                  <Notice kind="warn">
                    {i18n.t({
                      id: 'orders.several.left-out',
                      message:
                        '{count, plural, one {# number cannot be changed this way and is left out.} other {# numbers cannot be changed this way and are left out.}} The next page says why.',
                      values: { count: refused },
                    })}
                  </Notice>
                )}
                <QuoteTotals quote={quote.data} stale={!ready} lineCount={count} />
              </section>
            )}
          </div>
          <div className={styles.picks}>
            {judged.map(({ group, draft, tallies }) => {
              const onDraft = (next: Draft) => setDrafts(withDraft(drafts, group, next));
              const picks = { tallies, draft, onDraft };
              return groups.length > 1 ? (
                <OptionsOfGroup key={keyOf(group)} group={group} {...picks} />
              ) : (
                <Fragment key={keyOf(group)}>
                  <OptionPicks act="remove" lineCount={count} {...picks} />
                  <OptionPicks act="add" lineCount={count} {...picks} />
                </Fragment>
              );
            })}
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
    if (nothing) return i18n.t({ id: 'orders.summary.nothing', message: 'Tick or untick an option first.' });
    if (ready && ready.eligibleCount === 0) {
      return i18n.t({
        id: 'orders.summary.none-fits',
        message: 'None of the chosen numbers can be changed this way.',
      });
    }
    return ready ? null : i18n.t({ id: 'orders.options.quoting', message: 'The price is being computed.' });
  }
}
