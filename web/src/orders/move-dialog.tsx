import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import type { Starts } from '../../../server/quotes/contract.ts';
import { Dialog } from '../kit/dialog.tsx';
import { formatDateTime } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { Money } from '../kit/money.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { wallTime } from './brussels-clock.ts';
import { moveOrder } from './planned-queries.ts';
import { StartsChoice } from './starts-choice.tsx';
import { useSettled } from './use-settled.ts';
import styles from './when.module.css';

/** Moves a planned order: shows when it would begin and what it would cost then, before it is done. */
export function MoveDialog({ order, onClose }: { order: Order; onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [starts, setStarts] = useState<Starts>(presentOf(order));
  const settled = useSettled(starts, 300);
  const isSettled = JSON.stringify(settled) === JSON.stringify(starts);
  const preview = useQuery({
    queryKey: ['orders', 'move', order.id, settled],
    queryFn: () => moveOrder(order.id, settled, true),
    retry: false,
  });
  const move = useMutation({ mutationFn: () => moveOrder(order.id, starts, false), onSuccess: onClose });
  const failure = move.error ?? (isSettled ? preview.error : null);
  const then = preview.data;
  return (
    <Dialog
      title={i18n.t({
        id: 'orders.move.title',
        message: 'Move order {number}',
        values: { number: String(order.number) },
      })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <GuardedButton
            loading={move.isPending}
            reason={
              failure
                ? problemIn(failure).detail
                : then && isSettled
                  ? null
                  : i18n.t({ id: 'orders.options.quoting', message: 'The price is being computed.' })
            }
            onClick={() => move.mutate()}
          >
            {i18n.t({ id: 'orders.move.act', message: 'Move' })}
          </GuardedButton>
        </>
      }
    >
      <div className={styles.moved}>
        <StartsChoice value={starts} onChange={setStarts} />
        {failure ? (
          <Notice kind="bad" announce>
            {problemIn(failure).detail}
          </Notice>
        ) : (
          <div className={styles.told} role="status">
            {then?.startsAt && (
              <p>
                {i18n.t({
                  id: 'orders.planned.begins',
                  message: 'Begins on {at}',
                  values: { at: formatDateTime(locale, then.startsAt) },
                })}
                {' · '}
                {i18n.t({ id: 'orders.when.due-then', message: 'due then' })}{' '}
                <Money amount={then.now.excl} vat="excluded" />
                {' · '}
                {i18n.t({ id: 'orders.totals.monthly', message: 'Every month' })}{' '}
                <Money amount={then.monthly.excl} vat="excluded" />
              </p>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

function presentOf({ starts, startsAt }: Order): Starts {
  if (starts.kind !== 'now' || !startsAt) return starts;
  return { kind: 'at', at: wallTime(new Date(startsAt)) };
}
