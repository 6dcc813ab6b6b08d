import { useLingui } from '@lingui/react';
import { IconLayoutDashboard } from '@tabler/icons-react';
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
  ];
}
