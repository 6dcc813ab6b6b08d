import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import styles from './action-list.module.css';

/** What a suspension does to the price of the plan; nothing is said of a reactivation. */
export function ChargingText({ keepsCharging }: { keepsCharging: boolean | undefined }): ReactNode {
  const { i18n } = useLingui();
  if (keepsCharging === undefined) return null;
  return (
    <span className={styles.note}>
      {keepsCharging
        ? i18n.t({
            id: 'orders.move.keeps-charging',
            message: 'The tariff plan and the options go on being charged.',
          })
        : i18n.t({
            id: 'orders.move.stops-charging',
            message: 'The tariff plan is not charged while the number is suspended; the options are.',
          })}
    </span>
  );
}
