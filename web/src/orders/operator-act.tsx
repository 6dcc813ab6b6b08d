import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { OperatorAct } from '../../../server/orders/contract.ts';
import { Notice } from '../kit/notice.tsx';

/** What the operator does by itself, in a few words. */
export function useOperatorAct(): (act: OperatorAct) => string {
  const { i18n } = useLingui();
  const names = {
    correction: i18n.t({ id: 'orders.correction', message: 'Correction by the operator' }),
    expiry: i18n.t({ id: 'orders.expiry', message: 'Pass ended' }),
    takeover: i18n.t({ id: 'orders.takeover', message: 'Taken over by the operator' }),
  };
  return (act) => names[act];
}

/** Says on its page what an order is that no customer asked for; nothing when one did. */
export function OperatorActNotice({ act }: { act: OperatorAct | null }): ReactNode {
  const { i18n } = useLingui();
  const name = useOperatorAct();
  if (!act) return null;
  const hints = {
    correction: i18n.t({
      id: 'orders.correction.hint',
      message:
        'The network did not have what is shown here: your operator puts that right. Nothing changes on your numbers and nothing is charged.',
    }),
    expiry: i18n.t({
      id: 'orders.expiry.hint',
      message: 'The time of these passes is over: the network takes them away. Nothing is charged.',
    }),
    takeover: i18n.t({
      id: 'orders.takeover.hint',
      message:
        'The network had something else than what was shown here: your operator took over what the network has. Nothing is charged for it; an option that came counts at its monthly price from the next invoice on.',
    }),
  };
  return (
    <Notice kind="info" title={name(act)}>
      {hints[act]}
    </Notice>
  );
}
