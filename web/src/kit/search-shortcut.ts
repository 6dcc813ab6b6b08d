import { type RefObject, useEffect, useEffectEvent } from 'react';

/** `/` puts the cursor into the search field of the page, which carries `data-search-of-page`. */
export function useSearchShortcut(field: RefObject<HTMLInputElement | null>): void {
  useShortcut('/', () => {
    field.current?.focus();
    field.current?.select();
  });
}

/** Does `act` at `/` or Ctrl-K (⌘K), unless a dialog is open or, for `/`, something is being typed. */
export function useShortcut(shortcut: '/' | 'ctrl-k', act: () => void): void {
  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (!isMeant(shortcut, event) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => heard(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

function isMeant(shortcut: '/' | 'ctrl-k', event: KeyboardEvent): boolean {
  const withControl = event.ctrlKey || event.metaKey;
  if (shortcut === 'ctrl-k') return withControl && !event.altKey && event.key.toLowerCase() === 'k';
  return event.key === '/' && !withControl && !event.altKey && !isTyping(event.target);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
