import { type ReactNode, useEffect, useRef } from 'react';
import styles from './hint-layer.module.css';

/**
 * Shows the `data-hint` text of whatever the pointer or the keyboard is on. One layer serves the whole page, so that a table of
 * icons costs nothing. The hint repeats, for the eye, what the element already tells screen readers by its name or description.
 * WCAG 1.4.13: Escape hides it, the pointer may rest on it, it stays until left.
 */
export function HintLayer(): ReactNode {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => (layer.current ? follow(layer.current) : undefined), []);
  return <div ref={layer} popover="manual" aria-hidden className={styles.hint} />;
}

function follow(layer: HTMLElement): () => void {
  let owner: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    owner = null;
    if (layer.matches(':popover-open')) layer.hidePopover();
  };
  const show = (element: Element) => {
    const text = element.getAttribute('data-hint');
    if (!text || !element.isConnected) return hide();
    owner = element;
    layer.textContent = text;
    layer.showPopover();
    place(layer, element.getBoundingClientRect());
  };
  const over = (event: Event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target && layer.contains(target)) return clearTimeout(timer);
    const element = target?.closest('[data-hint]') ?? null;
    if (element === owner) return clearTimeout(timer);
    clearTimeout(timer);
    timer = element ? setTimeout(() => show(element), 250) : setTimeout(hide, 120);
  };
  const focus = (event: FocusEvent) => {
    const element = event.target instanceof Element ? event.target.closest('[data-hint]') : null;
    if (element?.matches(':focus-visible, :has(:focus-visible)')) show(element);
    else hide();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide();
  };

  const life = new AbortController();
  const { signal } = life;
  document.addEventListener('pointerover', over, { signal });
  document.addEventListener('pointerdown', hide, { signal });
  document.addEventListener('focusin', focus, { signal });
  document.addEventListener('focusout', hide, { signal });
  document.addEventListener('keydown', key, { signal });
  document.addEventListener('scroll', hide, { signal, capture: true, passive: true });
  return () => {
    life.abort();
    hide();
  };
}

/** Above the element, or below it where there is no room; never beyond the window. */
function place(layer: HTMLElement, of: DOMRect): void {
  const gap = 6;
  const { width, height } = layer.getBoundingClientRect();
  const left = Math.max(gap, Math.min(of.left + of.width / 2 - width / 2, window.innerWidth - width - gap));
  const above = of.top - height - gap;
  layer.style.left = `${left}px`;
  layer.style.top = `${above >= gap ? above : of.bottom + gap}px`;
}
