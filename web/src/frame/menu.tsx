import { useLingui } from '@lingui/react';
import {
  IconActivity,
  IconAlertTriangle,
  IconArrowsDiff,
  IconDeviceMobile,
  IconFileDownload,
  IconLayoutDashboard,
  IconListCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { MenuGroup } from '../kit/frame.tsx';
import { useLocale } from '../kit/locale.ts';

/** The menu at the left: only entries whose pages exist. A page adds its line here. */
export function useMenu(): MenuGroup[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  return [
    {
      label: null,
      entries: [
        {
          label: i18n.t({ id: 'frame.menu.dashboard', message: 'Dashboard' }),
          to: `/${locale}`,
          icon: <IconLayoutDashboard size={18} stroke={1.75} />,
        },
      ],
    },
    {
      label: i18n.t({ id: 'frame.menu.fleet-group', message: 'Manage your fleet' }),
      entries: [
        {
          label: i18n.t({ id: 'frame.menu.fleet', message: 'My numbers' }),
          to: `/${locale}/fleet`,
          icon: <IconDeviceMobile size={18} stroke={1.75} />,
        },
        {
          label: i18n.t({ id: 'holders.title', message: 'Users and cost centres' }),
          to: `/${locale}/holders`,
          icon: <IconUsers size={18} stroke={1.75} />,
        },
        {
          label: i18n.t({ id: 'exports.title', message: 'Exports' }),
          to: `/${locale}/exports`,
          icon: <IconFileDownload size={18} stroke={1.75} />,
        },
      ],
    },
    {
      label: i18n.t({ id: 'frame.menu.devices-group', message: 'Devices and SIM cards' }),
      entries: [
        {
          label: i18n.t({ id: 'frame.menu.orders', message: 'Orders' }),
          to: `/${locale}/orders`,
          icon: <IconListCheck size={18} stroke={1.75} />,
        },
      ],
    },
  ];
}

/** The menu of the operator's staff: their own pages, none of the customers'. */
export function useStaffMenu(): MenuGroup[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  return [
    {
      label: null,
      entries: [
        {
          label: i18n.t({ id: 'frame.menu.monitor', message: 'Monitor' }),
          to: `/${locale}/operator`,
          icon: <IconActivity size={18} stroke={1.75} />,
        },
      ],
    },
    {
      label: i18n.t({ id: 'frame.menu.operator-group', message: 'Operator' }),
      entries: [
        {
          label: i18n.t({ id: 'frame.menu.fallout', message: 'Fallout' }),
          to: `/${locale}/operator/fallout`,
          icon: <IconAlertTriangle size={18} stroke={1.75} />,
        },
        {
          label: i18n.t({ id: 'frame.menu.drift', message: 'Differences with the network' }),
          to: `/${locale}/operator/drift`,
          icon: <IconArrowsDiff size={18} stroke={1.75} />,
        },
      ],
    },
  ];
}
