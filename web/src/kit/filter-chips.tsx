import { useLingui } from '@lingui/react';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './filter-chips.module.css';

/** One filter at work: `Plan tarifaire: Shape Plus`. */
export type FilterChip = { key: string; name: string; value: string; onRemove: () => void };

type Props = { chips: FilterChip[]; onClear: () => void };

/** The filters at work, each removable; nothing when there is none. */
export function FilterChips({ chips, onClear }: Props): ReactNode {
  const { i18n } = useLingui();
  if (chips.length === 0) return null;
  return (
    <div className={styles.row}>
      <ul
        className={styles.chips}
        aria-label={i18n.t({ id: 'kit.filters.active', message: 'Filters at work' })}
      >
        {chips.map((chip) => (
          <li key={chip.key} className={styles.chip}>
            <span>
              {i18n.t({
                id: 'kit.filters.chip',
                message: '{name}: {value}',
                values: { name: chip.name, value: chip.value },
              })}
            </span>
            <button
              type="button"
              className={styles.remove}
              onClick={chip.onRemove}
              aria-label={i18n.t({
                id: 'kit.filters.remove',
                message: 'Remove the filter {name}: {value}',
                values: { name: chip.name, value: chip.value },
              })}
            >
              <IconX aria-hidden size={14} />
            </button>
          </li>
        ))}
      </ul>
      {chips.length > 1 && (
        <button type="button" className={styles.clear} onClick={onClear}>
          {i18n.t({ id: 'kit.filters.clear', message: 'Clear all filters' })}
        </button>
      )}
    </div>
  );
}
