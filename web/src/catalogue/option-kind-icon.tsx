import {
  IconAdjustmentsHorizontal,
  IconAntennaBars5,
  IconMessage,
  IconPhone,
  IconPlaneDeparture,
  IconShieldCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OptionKind } from '../../../server/catalogue/contract.ts';

const icons = {
  plane: IconPlaneDeparture,
  antenna: IconAntennaBars5,
  phone: IconPhone,
  message: IconMessage,
  shield: IconShieldCheck,
  adjustments: IconAdjustmentsHorizontal,
};

/** The picture of a kind of option; whoever shows it gives it its name. */
export function OptionKindIcon({ icon, size = 18 }: { icon: OptionKind['icon']; size?: number }): ReactNode {
  const Icon = icons[icon];
  return <Icon aria-hidden size={size} stroke={1.75} />;
}
