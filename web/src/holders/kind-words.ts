import { useLingui } from '@lingui/react';
import type { AssignmentKind } from '../../../server/holders/contract.ts';

/** What is said of holders and of cost centres. */
export function useKindWords(kind: AssignmentKind) {
  const { i18n } = useLingui();
  const isHolder = kind === 'holder';
  return {
    name: isHolder
      ? i18n.t({ id: 'holders.holder', message: 'User' })
      : i18n.t({ id: 'holders.cost-centre', message: 'Cost centre' }),
    none: isHolder
      ? i18n.t({ id: 'holders.holder.none', message: 'Nobody: the company itself' })
      : i18n.t({ id: 'holders.cost-centre.none', message: 'None' }),
    give: isHolder
      ? i18n.t({ id: 'holders.holder.give', message: 'Assign a user' })
      : i18n.t({ id: 'holders.cost-centre.give', message: 'Assign a cost centre' }),
    change: isHolder
      ? i18n.t({ id: 'holders.holder.change', message: 'Change the user' })
      : i18n.t({ id: 'holders.cost-centre.change', message: 'Change the cost centre' }),
    end: isHolder
      ? i18n.t({ id: 'holders.holder.end', message: 'End with this user' })
      : i18n.t({ id: 'holders.cost-centre.end', message: 'End with this cost centre' }),
    search: isHolder
      ? i18n.t({ id: 'holders.holder.search', message: 'Search (name, e-mail, personnel number)' })
      : i18n.t({ id: 'holders.cost-centre.search', message: 'Search (code, name)' }),
    add: isHolder
      ? i18n.t({ id: 'holders.holder.add', message: 'New user' })
      : i18n.t({ id: 'holders.cost-centre.add', message: 'New cost centre' }),
  };
}
