import { useLingui } from '@lingui/react';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { useChosen } from './chosen-store.ts';
import { useLineStatusName } from './line-status-icon.tsx';
import type { misfitOf } from './selection.ts';

/** Says why a number cannot be chosen with those that are chosen; null when it can. */
export function useMisfitSentence(): (misfit: ReturnType<typeof misfitOf>) => string | null {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const statusName = useLineStatusName();
  const [chosen] = useChosen();
  return (misfit) => {
    if (misfit === 'ceased') return i18n.t({ id: 'fleet.misfit.ceased', message: 'This number has ended.' });
    if (misfit === null || chosen.how === 'none' || chosen.fit === null) return null;
    return misfit === 'kind'
      ? i18n.t({
          id: 'fleet.misfit.kind',
          message: 'Another kind of subscription: the selection holds {kind} numbers.',
          values: { kind: names.kindName(chosen.fit.subscriptionKind) },
        })
      : i18n.t({
          id: 'fleet.misfit.status',
          message: 'Another status: the selection holds numbers with the status “{status}”.',
          values: { status: statusName(chosen.fit.status) },
        });
  };
}
