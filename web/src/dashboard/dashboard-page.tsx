import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { PageHeader } from '../kit/page-header.tsx';

/** Where a person arrives. */
export function DashboardPage(): ReactNode {
  const { i18n } = useLingui();
  return <PageHeader title={i18n.t({ id: 'dashboard.title', message: 'Your dashboard' })} />;
}
