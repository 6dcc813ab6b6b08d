import { useLingui } from '@lingui/react';
import { ActionIcon, Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type LineColumn,
  lineColumns,
  type ListLayout,
  mostPinned,
} from '../../../server/finding/contract.ts';
import type { LineRow } from '../../../server/fleet/contract.ts';
import type { Column } from '../kit/data-table.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import styles from './arrange-columns.module.css';
import { moved, useArrangeList } from './arrange-list.ts';
import { useListLayout, usualLayout } from './list-layout.ts';

type Props = { columns: Column<LineRow>[]; onClose: () => void };

/** Which columns the list shows and in which order, and how close its rows are: for this person, on each of his devices. */
export function ArrangeColumns({ columns, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const { own, layout: kept } = useListLayout();
  // what is ticked shows at once, before the list has followed
  const [layout, setLayout] = useState(kept);
  const { arrange, error } = useArrangeList();
  const set = (next: Partial<ListLayout>) => {
    setLayout({ ...layout, ...next });
    arrange({ ...layout, ...next });
  };
  const reset = () => {
    setLayout(usualLayout);
    arrange(null);
  };
  const hidden = lineColumns.filter((key) => !layout.columns.includes(key));
  const keepFocus = useKeptFocus();
  const nameOf = (key: LineColumn) => columns.find((column) => column.key === key)?.name ?? key;
  return (
    <Dialog
      place="end"
      title={i18n.t({ id: 'fleet.columns', message: 'Columns' })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" disabled={own === null} onClick={reset}>
            {i18n.t({ id: 'fleet.columns.reset', message: 'As it comes' })}
          </Button>
          <Button onClick={onClose}>{i18n.t({ id: 'fleet.columns.done', message: 'Done' })}</Button>
        </>
      }
    >
      {error && (
        <Notice kind="bad" announce>
          {sentence(problemIn(error))}
        </Notice>
      )}
      <p className={styles.note}>
        {i18n.t({
          id: 'fleet.columns.note',
          message: 'For you, on every device. Exports have the same columns.',
        })}
      </p>
      <ul className={styles.columns}>
        {[...layout.columns, ...hidden].map((key) => {
          const place = layout.columns.indexOf(key);
          const name = nameOf(key);
          const move = (by: 1 | -1) => (event: { currentTarget: HTMLElement }) => {
            keepFocus(event.currentTarget);
            set({ columns: moved(layout.columns, key, by) });
          };
          return (
            <li key={key}>
              <Checkbox
                label={name}
                checked={place >= 0}
                disabled={key === 'msisdn'}
                onChange={({ currentTarget }) =>
                  set({
                    columns: currentTarget.checked
                      ? [...layout.columns, key]
                      : layout.columns.filter((other) => other !== key),
                  })
                }
              />
              {place >= 0 && (
                <span className={styles.moves}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-disabled={place === 0}
                    aria-label={i18n.t({
                      id: 'fleet.columns.up',
                      message: 'Move {name} up',
                      values: { name },
                    })}
                    onClick={move(-1)}
                  >
                    <IconArrowUp aria-hidden size={17} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-disabled={place === layout.columns.length - 1}
                    aria-label={i18n.t({
                      id: 'fleet.columns.down',
                      message: 'Move {name} down',
                      values: { name },
                    })}
                    onClick={move(1)}
                  >
                    <IconArrowDown aria-hidden size={17} />
                  </ActionIcon>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <NativeSelect
        className={styles.pinned ?? ''}
        label={i18n.t({ id: 'fleet.columns.pinned', message: 'Columns that stay in sight' })}
        value={layout.pinned}
        data={Array.from({ length: mostPinned + 1 }, (_, count) => ({
          value: String(count),
          label: i18n.t({
            id: 'fleet.columns.pinned-count',
            message: '{count, plural, =0 {None} one {The first} other {The first #}}',
            values: { count },
          }),
        }))}
        onChange={({ currentTarget }) => set({ pinned: Number(currentTarget.value) })}
      />
      <Checkbox
        className={styles.density ?? ''}
        label={i18n.t({ id: 'fleet.columns.compact', message: 'Compact rows' })}
        checked={layout.density === 'compact'}
        onChange={({ currentTarget }) => set({ density: currentTarget.checked ? 'compact' : 'comfortable' })}
      />
    </Dialog>
  );
}

/** A row that changes its place takes the focus along. */
function useKeptFocus(): (button: HTMLElement) => void {
  const pressed = useRef<HTMLElement>(null);
  useEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  });
  return (button) => {
    pressed.current = button;
  };
}
