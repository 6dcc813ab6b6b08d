import { useLingui } from '@lingui/react';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCirclePlus,
  IconClock,
  IconLock,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NamedIcon } from '../kit/named-icon.tsx';

/** What the badge of an option says; `touched` = the person changed it and has not sent it yet. */
export type ShownState = {
  kind:
    | 'available'
    | 'active'
    | 'included'
    | 'pending-add'
    | 'pending-remove'
    | 'unavailable'
    | 'to-add'
    | 'to-remove'
    | 'to-set';
  touched: boolean;
};

/** The state of an option as icon and word. */
export function OptionStateBadge({ state }: { state: ShownState }): ReactNode {
  const { i18n } = useLingui();
  switch (state.kind) {
    case 'active':
      return badge(i18n.t({ id: 'orders.state.active', message: 'Active' }), 'good', IconCircleCheck);
    case 'included':
      return badge(
        i18n.t({ id: 'orders.state.included', message: 'Included in the plan' }),
        'good',
        IconCircleCheck,
      );
    case 'pending-add':
      return badge(i18n.t({ id: 'orders.state.pending-add', message: 'Being activated' }), 'info', IconClock);
    case 'pending-remove':
      return badge(
        i18n.t({ id: 'orders.state.pending-remove', message: 'Being deactivated' }),
        'info',
        IconClock,
      );
    case 'unavailable':
      return badge(i18n.t({ id: 'orders.state.unavailable', message: 'Not available' }), 'dimmed', IconLock);
    case 'to-add':
      return badge(
        i18n.t({ id: 'orders.state.to-add', message: 'Will be activated' }),
        'info',
        IconCirclePlus,
      );
    case 'to-remove':
      return badge(
        i18n.t({ id: 'orders.state.to-remove', message: 'Will be deactivated' }),
        'warn',
        IconCircleMinus,
      );
    case 'to-set':
      return badge(i18n.t({ id: 'orders.state.to-set', message: 'Will be changed' }), 'info', IconCirclePlus);
    default:
      return badge(
        i18n.t({ id: 'orders.state.available', message: 'Available' }),
        'dimmed',
        IconCircleDashed,
      );
  }
}

function badge(name: string, tone: 'good' | 'info' | 'warn' | 'dimmed', Icon: typeof IconClock): ReactNode {
  return (
    <NamedIcon name={name} tone={tone} withText>
      <Icon size={16} stroke={1.75} />
    </NamedIcon>
  );
}
