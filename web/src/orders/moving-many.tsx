import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useLingui } from '@lingui/react';
import type { Selection } from '../../../server/finding/contract.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { OptionsSkeleton } from './options-skeleton.tsx';
import { draftQuoteQuery } from './queries.ts';
import { SuspendDialog } from './suspend-dialog.tsx';

type Props = {
  move: 'suspend' | 'reactivate';
  selection: Selection;
  count: number;
  onClose: () => void;
};

const back = { add: [], remove: [], status: { move: 'reactivate' as const } };

/** Suspends or reactivates the chosen numbers: reactivating asks nothing, and goes on to the quote. */
export function MovingMany({ move, ...props }: Props): ReactNode {
  return move === 'suspend' ? <SuspendDialog {...props} /> : <Reactivating {...props} />;
}

function Reactivating({ selection, onClose }: Omit<Props, 'move'>): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const navigate = useNavigate();
  const { data: quote, error, refetch } = useQuery(draftQuoteQuery(selection, { change: back, groups: [] }));
  useEffect(() => {
    if (quote)
      void navigate({
        to: '/$locale/orders/quote/$quote',
        params: { locale, quote: quote.id },
        replace: true,
      });
  }, [quote, locale, navigate]);
  return (
    <Dialog title={i18n.t({ id: 'orders.move.reactivate', message: 'Reactivate' })} onClose={onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <OptionsSkeleton />}
    </Dialog>
  );
}
