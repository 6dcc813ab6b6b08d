import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { LineDetail } from '../../../server/fleet/contract.ts';
import { problemIn } from '../kit/problem.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { quoteFor } from './queries.ts';
import { SuspendDialog } from './suspend-dialog.tsx';

const back = { add: [], remove: [], status: { move: 'reactivate' as const } };

/** What can be done with a number itself: suspend it, or let it go on. */
export function LineLife({ line }: { line: LineDetail }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const navigate = useNavigate();
  const readOnly = useReadOnlyReason();
  const [isAsking, setAsking] = useState(false);
  const selection = { lineIds: [line.id] };
  const reactivate = useMutation({
    mutationFn: () => quoteFor(selection, back),
    onSuccess: ({ id }) => navigate({ to: '/$locale/orders/quote/$quote', params: { locale, quote: id } }),
  });
  const byOperator =
    line.statusReason === 'unpaid' || line.statusReason === 'cap'
      ? i18n.t({
          id: 'eligibility.suspended-by-operator',
          message: 'Your operator has suspended this number: only your operator can reactivate it',
        })
      : null;
  if (line.status === 'suspended')
    return (
      <GuardedButton
        reason={readOnly ?? byOperator ?? (reactivate.error ? problemIn(reactivate.error).detail : null)}
        loading={reactivate.isPending}
        onClick={() => reactivate.mutate()}
      >
        {i18n.t({ id: 'orders.move.reactivate', message: 'Reactivate' })}
      </GuardedButton>
    );
  if (line.status !== 'active' || readOnly !== null) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {i18n.t({ id: 'orders.suspend.open', message: 'Block or suspend' })}
      </Button>
      {isAsking && <SuspendDialog selection={selection} count={1} onClose={() => setAsking(false)} />}
    </>
  );
}
