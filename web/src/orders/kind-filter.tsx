import { useLingui } from '@lingui/react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { OptionKindIcon } from '../catalogue/option-kind-icon.tsx';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import styles from './kind-filter.module.css';

export type OptionFilter = { kind: string | null; text: string };

type Props = {
  filter: OptionFilter;
  /** How many options of each kind there are. */
  counts: Map<string, number>;
  onFilter: (filter: OptionFilter) => void;
};

/** Kinds of option with their counts, and a text filter. */
export function KindFilter({ filter, counts, onFilter }: Props): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kinds = names.catalogue?.optionKinds.filter((kind) => counts.has(kind.code)) ?? [];
  return (
    <div className={styles.filter}>
      <TextInput
        type="search"
        leftSection={<IconSearch aria-hidden size={16} />}
        aria-label={i18n.t({ id: 'orders.options.filter', message: 'Filter the options' })}
        placeholder={i18n.t({ id: 'orders.options.filter', message: 'Filter the options' })}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <fieldset className={styles.kinds}>
        <legend className="visually-hidden">
          {i18n.t({ id: 'orders.options.kinds', message: 'Kinds of option' })}
        </legend>
        <Kind
          name={i18n.t({ id: 'orders.options.all-kinds', message: 'All' })}
          count={total}
          chosen={filter.kind === null}
          onChoose={() => onFilter({ ...filter, kind: null })}
        />
        {kinds.map((kind) => (
          <Kind
            key={kind.code}
            icon={<OptionKindIcon icon={kind.icon} />}
            name={names.text(kind.names)}
            count={counts.get(kind.code) ?? 0}
            chosen={filter.kind === kind.code}
            onChoose={() => onFilter({ ...filter, kind: kind.code })}
          />
        ))}
      </fieldset>
    </div>
  );
}

type KindProps = { icon?: ReactNode; name: string; count: number; chosen: boolean; onChoose: () => void };

function Kind({ icon, name, count, chosen, onChoose }: KindProps): ReactNode {
  return (
    <label className={styles.kind} data-chosen={chosen || undefined}>
      <input
        type="radio"
        name="option-kind"
        className="visually-hidden"
        checked={chosen}
        onChange={onChoose}
      />
      <span aria-hidden className={styles.icon}>
        {icon}
      </span>
      <span className={styles.name}>{name}</span> <span className={styles.count}>{count}</span>
    </label>
  );
}
