import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './row-check-box.module.css';

type Props = {
  name: string;
  checked: boolean;
  /** Some of many. */
  mixed?: boolean;
  /** Why it cannot be marked, as a sentence. It can still be reached, so that the reason is heard and seen. */
  reason?: string | null;
  tabIndex?: number;
  onToggle: (withShift: boolean) => void;
};

/** A check box that fills its cell, so that the whole cell can be hit. */
export function RowCheckBox({
  name,
  checked,
  mixed = false,
  reason = null,
  tabIndex,
  onToggle,
}: Props): ReactNode {
  const reasonId = useId();
  return (
    <>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={name}
        checked={checked}
        tabIndex={tabIndex}
        data-row-check
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        {...(reason === null
          ? {}
          : { 'aria-disabled': true, 'aria-describedby': reasonId, 'data-hint': reason })}
        onKeyDown={moveAlongBoxes}
        onMouseDown={(event) => {
          if (event.shiftKey) event.preventDefault(); // Shift would select text
        }}
        onChange={(event) => {
          if (reason === null)
            onToggle('shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true);
        }}
      />
      {reason !== null && (
        <span id={reasonId} className="visually-hidden">
          {reason}
        </span>
      )}
    </>
  );
}

/** Arrow keys, Home and End go to the check box of another row of the list; with Shift they mark up to there. */
function moveAlongBoxes(event: KeyboardEvent<HTMLInputElement>): void {
  const box = event.currentTarget;
  const boxes = [...(box.closest('tbody, ul')?.querySelectorAll<HTMLInputElement>('[data-row-check]') ?? [])];
  const at = boxes.indexOf(box);
  const places: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: boxes.length - 1,
  };
  const other = boxes[places[event.key] ?? -1];
  if (!other) return;
  event.preventDefault();
  other.focus();
  // as a click with Shift: all rows from the last one that was marked
  if (event.shiftKey && !other.checked)
    other.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
}
