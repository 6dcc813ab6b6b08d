import { useLingui } from '@lingui/react';
import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { ParameterValues, ShownOption } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { OptionParameters } from './option-parameters.tsx';
import { OptionPrice } from './option-price.tsx';
import { OptionStateBadge, type ShownState } from './option-state-badge.tsx';
import styles from './option-card.module.css';

type Props = {
  option: ShownOption;
  state: ShownState;
  /** Until when a pass runs, or since when the option is active. */
  note?: ReactNode;
  checked: boolean;
  /** Why the tick cannot be changed; null when it can. */
  reason: string | null;
  /** What to do as well so that it can be chosen. */
  wayOut: { label: string; take: () => void } | null;
  inclusive: boolean;
  parameters: { values: ParameterValues; onChange: (values: ParameterValues) => void } | null;
  /** Passes held already may be bought again. */
  again: { label: string; take: () => void } | null;
  onTick: () => void;
};

/** One option: tick, name, state, what it gives, price, and why not when it cannot be chosen. */
export function OptionCard(props: Props): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const id = useId();
  const { option, reason } = props;
  const name = names.text(option.names);
  return (
    <li
      className={styles.card}
      data-unavailable={reason !== null || undefined}
      data-touched={props.state.touched || undefined}
    >
      <div className={styles.tick}>
        <Checkbox
          id={`${id}-tick`}
          aria-label={name}
          aria-describedby={`${id}-state${reason === null ? '' : ` ${id}-reason`}`}
          checked={props.checked}
          aria-disabled={reason !== null || undefined}
          data-hint={reason ?? undefined}
          onChange={() => {
            if (reason === null) props.onTick();
          }}
          classNames={reason === null ? {} : { input: styles.off ?? '' }}
        />
      </div>
      <div className={styles.words}>
        <h3 className={styles.name}>
          <label htmlFor={`${id}-tick`}>{name}</label>
        </h3>
        <p className={styles.benefit}>{names.text(option.benefits)}</p>
        {option.facts.length > 0 && (
          <ul
            className={styles.facts}
            aria-label={i18n.t({ id: 'orders.option.facts', message: 'What it gives' })}
          >
            {option.facts.map((fact) => (
              <li key={fact.en}>{names.text(fact)}</li>
            ))}
          </ul>
        )}
        <details className={styles.more}>
          <summary>
            {i18n.t({ id: 'orders.option.more', message: 'More about {name}', values: { name } })}
          </summary>
          <p>{names.text(option.texts)}</p>
        </details>
        {props.parameters && <OptionParameters option={option} {...props.parameters} />}
      </div>
      <div className={styles.side}>
        <OptionPrice option={option} inclusive={props.inclusive} />
        <span id={`${id}-state`}>
          <OptionStateBadge state={props.state} />
        </span>
        {props.note && <span className={styles.note}>{props.note}</span>}
      </div>
      {(reason !== null || props.again) && (
        <div className={styles.foot}>
          {reason !== null && (
            <p
              id={`${id}-reason`}
              className={styles.reason}
              data-quiet={props.state.kind === 'included' || undefined}
            >
              {reason}
            </p>
          )}
          {props.wayOut && (
            <Button variant="default" size="compact-sm" onClick={props.wayOut.take}>
              {props.wayOut.label}
            </Button>
          )}
          {props.again && (
            <Button variant="default" size="compact-sm" onClick={props.again.take}>
              {props.again.label}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
