import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Quote } from '../../../server/quotes/contract.ts';
import { Notice } from '../kit/notice.tsx';

/** What going back from an order means: what comes back, at whose prices, and what stays. */
export function UndoNotice({ undoes }: { undoes: NonNullable<Quote['undoes']> }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Notice
      kind="info"
      title={i18n.t({
        id: 'orders.undo.title',
        message: 'This undoes order {number}',
        values: { number: String(undoes.number) },
      })}
    >
      <p>
        {i18n.t({
          id: 'orders.undo.effect',
          message:
            'What it added is removed, what it removed comes back with its settings, at the prices and terms of today. The rest of a minimum term is in the price. A removal that was planned with it is dropped.',
        })}
      </p>
      {undoes.passesKept > 0 && (
        <p>
          {i18n.t({
            id: 'orders.undo.passes',
            message:
              '{count, plural, one {# pass that was bought stays: a pass is not refunded.} other {# passes that were bought stay: a pass is not refunded.}}',
            values: { count: undoes.passesKept },
          })}
        </p>
      )}
    </Notice>
  );
}
