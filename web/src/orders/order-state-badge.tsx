import { useLingui } from '@lingui/react';
import {
  IconAlertTriangle,
  IconBan,
  IconCalendarEvent,
  IconCircleCheck,
  IconCircleX,
  IconLoader2,
  IconMailCheck,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AtNetwork, ItemState, OrderState } from '../../../server/orders/contract.ts';
import { NamedIcon } from '../kit/named-icon.tsx';

const looks = {
  planned: { tone: 'info', Icon: IconCalendarEvent },
  acknowledged: { tone: 'info', Icon: IconMailCheck },
  inProgress: { tone: 'info', Icon: IconLoader2 },
  paused: { tone: 'warn', Icon: IconPlayerPause },
  completed: { tone: 'good', Icon: IconCircleCheck },
  partial: { tone: 'warn', Icon: IconAlertTriangle },
  failed: { tone: 'bad', Icon: IconCircleX },
  cancelled: { tone: 'dimmed', Icon: IconBan },
} as const;

type ShownState = OrderState | ItemState | 'paused';

/** The names of the states of orders and their items; `paused` is shown instead of the state of an order that is. */
export function useOrderStateName(): (state: ShownState) => string {
  const { i18n } = useLingui();
  return (state) => {
    switch (state) {
      case 'planned':
        return i18n.t({ id: 'orders.state.planned', message: 'Planned' });
      case 'acknowledged':
        return i18n.t({ id: 'orders.state.acknowledged', message: 'Received' });
      case 'inProgress':
        return i18n.t({ id: 'orders.state.in-progress', message: 'Under way' });
      case 'paused':
        return i18n.t({ id: 'orders.state.paused', message: 'Paused' });
      case 'completed':
        return i18n.t({ id: 'orders.state.completed', message: 'Done' });
      case 'partial':
        return i18n.t({ id: 'orders.state.partial', message: 'Partly done' });
      case 'failed':
        return i18n.t({ id: 'orders.state.failed', message: 'Failed' });
      default:
        return i18n.t({ id: 'orders.state.cancelled', message: 'Cancelled' });
    }
  };
}

function useAtNetworkName(): (atNetwork: AtNetwork) => string {
  const { i18n } = useLingui();
  return (atNetwork) =>
    atNetwork === 'working'
      ? i18n.t({ id: 'orders.at-network.working', message: 'The network is working on it' })
      : i18n.t({ id: 'orders.at-network.cancelling', message: 'The network was asked to cancel it' });
}

/** The state of an order or of one of its items as icon and word; of an item that is with the network, what the network does. */
export function OrderStateBadge({
  state,
  atNetwork = null,
}: {
  state: ShownState;
  atNetwork?: AtNetwork | null;
}): ReactNode {
  const atNetworkName = useAtNetworkName();
  const stateName = useOrderStateName();
  const name = atNetwork ? atNetworkName(atNetwork) : stateName(state);
  const { tone, Icon } = looks[state];
  return (
    <NamedIcon name={name} tone={tone} withText>
      <Icon size={17} stroke={1.75} />
    </NamedIcon>
  );
}
