import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { type SuspensionReason, suspensionReasons } from '../fleet/suspension-reasons.ts';
import type { Selection } from '../../../server/finding/contract.ts';
import { forgetChosen } from '../fleet/chosen-store.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { ChargingText } from './charging-text.tsx';
import { draftQuoteQuery, submitQuote } from './queries.ts';
import styles from './suspend-dialog.module.css';

type Props = {
  selection: Selection;
  count: number;
  onClose: () => void;
};

/**
 * Asks why numbers are suspended. A single one that is lost or stolen is blocked from here, at once; all else goes on to the quote, where it can be
 * planned and ended.
 */
export function SuspendDialog({ selection, count, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const navigate = useNavigate();
  const name = useId();
  const [reason, setReason] = useState<SuspensionReason | null>(null);
  const change = {
    add: [],
    remove: [],
    ...(reason ? { status: { move: 'suspend' as const, reason } } : {}),
  };
  const quote = useQuery(draftQuoteQuery(selection, { change, groups: [] }));
  const ready = reason !== null && !quote.isPlaceholderData ? quote.data : undefined;
  const isUrgent = count === 1 && (reason === 'lost' || reason === 'stolen');
  const submit = useMutation({
    mutationFn: submitQuote,
    onSuccess: (order) => {
      forgetChosen();
      return navigate({
        to: '/$locale/orders/$order',
        params: { locale, order: order.id },
        search: { received: true },
      });
    },
  });
  const words: Record<SuspensionReason, [string, string]> = {
    lost: [
      i18n.t({ id: 'orders.suspend.lost', message: 'Lost' }),
      i18n.t({ id: 'orders.suspend.first', message: 'Blocked at once, before any other request for it' }),
    ],
    stolen: [
      i18n.t({ id: 'orders.suspend.stolen', message: 'Stolen' }),
      i18n.t({ id: 'orders.suspend.first', message: 'Blocked at once, before any other request for it' }),
    ],
    parked: [
      i18n.t({ id: 'orders.suspend.parked', message: 'Not in use' }),
      i18n.t({ id: 'orders.suspend.parked-hint', message: 'Nobody needs it for the moment' }),
    ],
    other: [i18n.t({ id: 'orders.suspend.other', message: 'Another reason' }), ''],
  };
  return (
    <Dialog
      title={i18n.t({
        id: 'orders.suspend.title',
        message: '{count, plural, one {Suspend this number} other {Suspend # numbers}}',
        values: { count },
      })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <GuardedButton
            reason={whyNot()}
            loading={submit.isPending || submit.isSuccess}
            onClick={() => {
              if (!ready) return;
              if (isUrgent) submit.mutate(ready.id);
              else void navigate({ to: '/$locale/orders/quote/$quote', params: { locale, quote: ready.id } });
            }}
          >
            {isUrgent
              ? i18n.t({ id: 'orders.suspend.now', message: 'Block now' })
              : i18n.t({ id: 'orders.suspend.go-on', message: 'Continue' })}
          </GuardedButton>
        </>
      }
    >
      <fieldset className={styles.reasons}>
        <legend className={styles.legend}>{i18n.t({ id: 'orders.suspend.why', message: 'Why?' })}</legend>
        {suspensionReasons.map((each) => (
          <label key={each} className={styles.reason} data-chosen={reason === each || undefined}>
            <input type="radio" name={name} checked={reason === each} onChange={() => setReason(each)} />
            <span>
              <span className={styles.name}>{words[each][0]}</span>
              {words[each][1] && <span className={styles.hint}>{words[each][1]}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.effect} aria-live="polite">
        {submit.error ? (
          <Notice kind="bad" announce>
            {problemIn(submit.error).detail}
          </Notice>
        ) : quote.error ? (
          <ErrorState error={quote.error} onRetry={() => void quote.refetch()} />
        ) : ready && ready.eligibleCount === 0 ? (
          <Notice kind="warn">{ready.leftOut[0]?.reason.sentence}</Notice>
        ) : ready ? (
          <>
            <p>
              {i18n.t({
                id: 'orders.suspend.effect',
                message: 'No calls, no texts and no data until the number is reactivated.',
              })}
            </p>
            <ChargingText keepsCharging={sameCharging(ready.lines.flatMap(({ actions }) => actions))} />
            {ready.leftOutCount > 0 && (
              <Notice kind="warn">
                {i18n.t({
                  id: 'orders.several.left-out',
                  message:
                    '{count, plural, one {# number cannot be changed this way and is left out.} other {# numbers cannot be changed this way and are left out.}} The next page says why.',
                  values: { count: ready.leftOutCount },
                })}
              </Notice>
            )}
          </>
        ) : null}
      </div>
    </Dialog>
  );

  function whyNot(): string | null {
    if (reason === null) return i18n.t({ id: 'orders.suspend.choose', message: 'Choose a reason first.' });
    if (!ready) return i18n.t({ id: 'orders.options.quoting', message: 'The price is being computed.' });
    return ready.eligibleCount === 0 ? (ready.leftOut[0]?.reason.sentence ?? '') : null;
  }
}

/** Told here only when it holds for all numbers shown; the quote says it of each. */
function sameCharging(actions: { keepsCharging?: boolean | undefined }[]): boolean | undefined {
  const [first] = actions;
  return actions.every(({ keepsCharging }) => keepsCharging === first?.keepsCharging)
    ? first?.keepsCharging
    : undefined;
}
