import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { Notice } from '../kit/notice.tsx';

/** Which order this one undoes, and which one undoes it; nothing when there is none. */
export function UndoLinks({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const { undoes, undoneBy } = order;
  if (!undoes && !undoneBy) return null;
  return (
    <Notice kind="info">
      {undoes && (
        <p>
          <Link to="/$locale/orders/$order" params={{ locale, order: undoes.id }} className="link">
            {i18n.t({
              id: 'orders.undoes',
              message: 'Undoes order {number}',
              values: { number: String(undoes.number) },
            })}
          </Link>
        </p>
      )}
      {undoneBy && (
        <p>
          <Link to="/$locale/orders/$order" params={{ locale, order: undoneBy.id }} className="link">
            {i18n.t({
              id: 'orders.undone-by',
              message: 'Undone by order {number}',
              values: { number: String(undoneBy.number) },
            })}
          </Link>
        </p>
      )}
    </Notice>
  );
}
