import { useLingui } from '@lingui/react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LineAgreement as Agreement } from '../../../server/reconciliation/contract.ts';
import { api } from '../api/client.ts';
import { Notice } from '../kit/notice.tsx';
import { LineHistory } from '../orders/line-history.tsx';

function agreementQuery(lineId: string) {
  return queryOptions({
    queryKey: ['agreement', lineId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/lines/{lineId}/agreement', { params: { path: { lineId } }, signal }))
        .data as Agreement,
  });
}

/** What the network says of a line, and what was done on it. */
export function AgreementAndHistory({ lineId }: { lineId: string }): ReactNode {
  return (
    <>
      <LineAgreement lineId={lineId} />
      <LineHistory lineId={lineId} />
    </>
  );
}

/** Says calmly that the network had something else than is shown here when it was last asked; nothing while they agree. */
function LineAgreement({ lineId }: { lineId: string }): ReactNode {
  const { i18n } = useLingui();
  const { data } = useQuery(agreementQuery(lineId));
  if (!data || data.agrees) return null;
  return (
    <Notice
      kind="info"
      title={i18n.t({
        id: 'reconciliation.differs',
        message: 'The network does not quite have what is shown here.',
      })}
    >
      {i18n.t({
        id: 'reconciliation.differs.hint',
        message: 'Your operator has been told and sees to it. You need not do anything.',
      })}
    </Notice>
  );
}
