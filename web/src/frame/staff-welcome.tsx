import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { PageHeader } from '../kit/page-header.tsx';

/** In place of every customer's page: staff have no fleet of their own, and an empty one would not be true. */
export function StaffWelcome(): ReactNode {
  const { i18n } = useLingui();
  return (
    <>
      <PageHeader title={i18n.t({ id: 'frame.staff.title', message: 'Operator’s staff' })} />
      <EmptyState
        title={i18n.t({
          id: 'frame.staff',
          message: 'You are signed in as the operator’s staff.',
        })}
      >
        {i18n.t({
          id: 'frame.staff.hint',
          message: 'This area belongs to customers: sign in with a customer’s account to see a fleet.',
        })}
      </EmptyState>
    </>
  );
}
