import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import styles from './width-handle.module.css';

const least = 64;
const most = 640;
const step = 16;

type Props = {
  /** Of the column. */
  name: string;
  /** In px, as far as it is known. */
  width: number;
  /** In px; null = as it comes. */
  onWidth: (width: number | null) => void;
};

/** The edge of a heading: drawn, or moved with the arrows, it makes the column wider and narrower; a double click gives it its own width back. */
export function WidthHandle({ name, width, onWidth }: Props): ReactNode {
  const { i18n } = useLingui();
  const [drawn, setDrawn] = useState<{ from: number; to: number } | null>(null);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (event.key === 'Backspace') onWidth(null);
    else if (by === undefined) return;
    else onWidth(bounded(columnOf(event.currentTarget).width + by));
    event.preventDefault();
  };
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = columnOf(event.currentTarget).width;
    setDrawn({ from, to: from });
  };
  const end = () => {
    if (drawn && drawn.to !== drawn.from) onWidth(drawn.to);
    setDrawn(null);
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={i18n.t({ id: 'kit.table.width', message: 'Width of {name}', values: { name } })}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={drawn?.to ?? width}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a separator that can be moved has the focus: ARIA 1.2
      tabIndex={0}
      className={styles.handle}
      data-drawn={drawn !== null || undefined}
      style={drawn ? { transform: `translateX(${drawn.to - drawn.from}px)` } : {}}
      onKeyDown={move}
      onDoubleClick={() => onWidth(null)}
      onPointerDown={begin}
      onPointerMove={({ currentTarget, clientX }) => {
        if (drawn) setDrawn({ ...drawn, to: bounded(clientX - columnOf(currentTarget).left) });
      }}
      onPointerUp={end}
      onPointerCancel={() => setDrawn(null)}
    />
  );
}

function columnOf(handle: HTMLElement): { left: number; width: number } {
  const { left, width } = (handle.closest('th') ?? handle).getBoundingClientRect();
  return { left, width: Math.round(width) };
}

function bounded(width: number): number {
  return Math.min(most, Math.max(least, Math.round(width)));
}
