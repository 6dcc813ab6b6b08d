import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { problemIn } from '../kit/problem.ts';

/** In place of a summary that cannot be shown: ordered already, too old, somebody else's, or out of reach; and the way on. */
export function EndedQuote({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const { status, code, detail, extra } = problemIn(error);
  const toFleet = (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/$locale/fleet" params={{ locale }} {...props} />}
    >
      {i18n.t({ id: 'orders.quote.to-fleet', message: 'Choose the numbers again' })}
    </Button>
  );
  if (code === 'quote-ordered') {
    const order = String(extra?.['orderId']);
    const toOrder = (
      <Button
        renderRoot={(props) => <Link to="/$locale/orders/$order" params={{ locale, order }} {...props} />}
      >
        {i18n.t({ id: 'orders.quote.to-order', message: 'See the order' })}
      </Button>
    );
    return <EmptyState title={detail} actions={toOrder} />;
  }
  if (status !== 404 && status !== 410)
    return (
      <ErrorState error={error} onRetry={onRetry}>
        {toFleet}
      </ErrorState>
    );
  return (
    <EmptyState
      title={i18n.t({ id: 'orders.quote.ended', message: 'This summary has ended' })}
      actions={toFleet}
    >
      {i18n.t({
        id: 'orders.quote.ended.hint',
        message: 'A summary is kept for 30 minutes, for the person who made it. It changed nothing.',
      })}
    </EmptyState>
  );
}
