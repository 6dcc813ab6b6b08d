import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PricedAction } from '../../../server/quotes/contract.ts';
import { correction } from '../catalogue/correction-code.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { ParameterText } from '../catalogue/parameter-text.tsx';
import { Money } from '../kit/money.tsx';
import { ChargingText } from './charging-text.tsx';
import { useMoveName } from './move-words.ts';
import styles from './action-list.module.css';

type Props = {
  actions: PricedAction[];
  /** Shows what each costs. */
  priced?: boolean;
  /** Annuler on one of them. */
  onLeave?: ((action: PricedAction) => void) | undefined;
};

/** What is done to one number: options to activate, to change, to deactivate. */
export function ActionList({ actions, priced = false, onLeave }: Props): ReactNode {
  const { i18n } = useLingui();
  const groups = [
    { act: 'suspend', title: i18n.t({ id: 'fleet.column.status', message: 'Status' }) },
    { act: 'reactivate', title: i18n.t({ id: 'fleet.column.status', message: 'Status' }) },
    { act: 'add', title: i18n.t({ id: 'orders.actions.add', message: 'Options to activate' }) },
    { act: 'modify', title: i18n.t({ id: 'orders.actions.modify', message: 'Options to change' }) },
    { act: 'remove', title: i18n.t({ id: 'orders.actions.remove', message: 'Options to deactivate' }) },
    { act: 'expire', title: i18n.t({ id: 'orders.actions.expire', message: 'Passes that have ended' }) },
  ] as const;
  const own = actions.find(({ code }) => code === correction);
  if (own)
    return (
      <ul className={styles.list}>
        <Action action={own} priced={false} onLeave={undefined} />
      </ul>
    );
  return groups.map(({ act, title }) => {
    const mine = actions.filter((action) => (action.isExpired ? 'expire' : action.action) === act);
    if (mine.length === 0) return null;
    return (
      <div key={act} className={styles.group}>
        <p className={styles.title} data-act={act}>
          {title}
        </p>
        <ul className={styles.list}>
          {mine.map((action) => (
            <Action key={action.code} action={action} priced={priced} onLeave={onLeave} />
          ))}
        </ul>
      </div>
    );
  });
}

function Action({
  action,
  priced,
  onLeave,
}: {
  action: PricedAction;
  priced: boolean;
  onLeave: Props['onLeave'];
}): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const moveName = useMoveName();
  const { action: act } = action;
  const isMove = act === 'suspend' || act === 'reactivate';
  const name = isMove ? moveName(act, action.parameters['reason']) : names.optionName(action.code);
  return (
    <li className={styles.action}>
      <span className={styles.name}>
        {name}
        {isMove ? (
          <ChargingText keepsCharging={action.keepsCharging} />
        ) : (
          <ParameterText code={action.code} values={action.parameters} />
        )}
      </span>
      {priced && !(isMove && Number(action.now) === 0 && Number(action.monthly) === 0) && (
        <span className={styles.price}>
          {Number(action.now) !== 0 && (
            <span>
              <Money amount={action.now} />{' '}
              {action.type === 'pass'
                ? i18n.t({ id: 'orders.action.once', message: 'once' })
                : i18n.t({ id: 'orders.action.pro-rata', message: 'pro rata' })}
            </span>
          )}
          {Number(action.monthly) !== 0 && (
            <span>
              <Money amount={action.monthly} /> {i18n.t({ id: 'orders.action.monthly', message: 'a month' })}
            </span>
          )}
          {Number(action.now) === 0 &&
            Number(action.monthly) === 0 &&
            i18n.t({ id: 'orders.price.free', message: 'Free' })}
        </span>
      )}
      {onLeave && !isMove && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={i18n.t({ id: 'orders.action.cancel', message: 'Leave out {name}', values: { name } })}
          onClick={() => onLeave(action)}
        >
          {i18n.t({ id: 'orders.several.leave-out', message: 'Leave out' })}
        </Button>
      )}
    </li>
  );
}
