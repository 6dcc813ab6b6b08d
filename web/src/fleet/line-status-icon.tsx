import { useLingui } from '@lingui/react';
import { IconCircleCheck, IconCircleX, IconClock, IconPlayerPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LineStatus } from '../../../server/fleet/contract.ts';
import { NamedIcon } from '../kit/named-icon.tsx';

/** The names of the states of a line in the language of the page. */
export function useLineStatusName(): (status: LineStatus) => string {
  const { i18n } = useLingui();
  return (status) => {
    switch (status) {
      case 'active':
        return i18n.t({ id: 'fleet.status.active', message: 'Active' });
      case 'suspended':
        return i18n.t({ id: 'fleet.status.suspended', message: 'Suspended' });
      case 'pending':
        return i18n.t({ id: 'fleet.status.pending', message: 'Being activated' });
      default:
        return i18n.t({ id: 'fleet.status.ceased', message: 'Ended' });
    }
  };
}

/** Why a line is suspended, in the language of the page. */
export function useStatusReasonName(): (reason: string) => string {
  const { i18n } = useLingui();
  return (reason) =>
    i18n.t({
      id: 'fleet.status-reason',
      message:
        '{reason, select, lost {lost} stolen {stolen} parked {not in use} unpaid {unpaid invoice} cap {limit reached} other {another reason}}',
      values: { reason },
    });
}

const looks = {
  active: { tone: 'good', Icon: IconCircleCheck },
  suspended: { tone: 'warn', Icon: IconPlayerPause },
  pending: { tone: 'info', Icon: IconClock },
  ceased: { tone: 'dimmed', Icon: IconCircleX },
} as const;

/** The status of a line as an icon with its name, the name beside it when there is room. */
export function LineStatusIcon({
  status,
  withText = false,
}: {
  status: LineStatus;
  withText?: boolean;
}): ReactNode {
  const name = useLineStatusName()(status);
  const { tone, Icon } = looks[status];
  return (
    <NamedIcon name={name} tone={tone} withText={withText}>
      <Icon size={17} stroke={1.75} />
    </NamedIcon>
  );
}
