import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './popup.module.css';

type Props = {
  /** Content of the button that opens it. */
  button: ReactNode;
  /** Name of the button, where its content does not say it. */
  name?: string | undefined;
  buttonClass?: string | undefined;
  /** What it shows; made when it opens. A function is given the way to close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
  /** Which edge of the button it keeps to. */
  align?: 'start' | 'end';
  /** px; never beyond the window. */
  width?: number;
  /** Told when it opened or closed. */
  onOpenChange?: (open: boolean) => void;
};

/**
 * A small layer that a button opens: a menu, a filter, the bell. It is the browser's own popover: Escape and a click beside it
 * close it, and the focus goes back to the button. Within it, Tab moves; what it holds are plain buttons, links and fields.
 */
export function Popup(props: Props): ReactNode {
  const { button, name, buttonClass, children, align = 'start', width = 240, onOpenChange } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => document.getElementById(id)?.hidePopover();
  const willToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const nowOpen = event.newState === 'open';
    // filled and placed before the first paint, so that nothing jumps
    flushSync(() => setOpen(nowOpen));
    if (nowOpen && opener.current)
      place(event.currentTarget, opener.current.getBoundingClientRect(), align, width);
    onOpenChange?.(nowOpen);
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={buttonClass ?? styles.button}
        aria-label={name}
        aria-expanded={open}
        aria-controls={id}
        popoverTarget={id}
      >
        {button}
      </button>
      <div id={id} popover="auto" className={styles.layer} style={{ width }} onBeforeToggle={willToggle}>
        {open && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  );
}

/** px below which a layer rather goes up. */
const leastRoom = 220;

/** Below the button, or above where there is no room below; along its edge, within the window. */
function place(layer: HTMLElement, of: DOMRect, align: 'start' | 'end', width: number): void {
  const gap = 6;
  const shown = Math.min(width, window.innerWidth - 2 * gap);
  const wanted = align === 'start' ? of.left : of.right - shown;
  layer.style.left = `${Math.max(gap, Math.min(wanted, window.innerWidth - shown - gap))}px`;
  const [above, below] = [of.top - 2 * gap, window.innerHeight - of.bottom - 2 * gap];
  const goesUp = below < leastRoom && above > below;
  layer.style.top = goesUp ? 'auto' : `${of.bottom + gap}px`;
  layer.style.bottom = goesUp ? `${window.innerHeight - of.top + gap}px` : 'auto';
  layer.style.maxHeight = `${goesUp ? above : below}px`;
}
