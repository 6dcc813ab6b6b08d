import { CloseButton } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom, the primary one last. */
  actions?: ReactNode;
  /** `middle`: a question. `end`: a panel at the right edge. `start`: a menu at the left edge. */
  place?: 'middle' | 'end' | 'start';
  /** Room for tables. */
  wide?: boolean;
};

/** For the field of a dialog that the cursor is to be in when it opens: `ref={focusFirst}`. */
export function focusFirst(field: HTMLElement | null): void {
  // React keeps the attribute to itself, and the browser looks for it when it opens the dialog
  field?.setAttribute('autofocus', '');
}

/**
 * A layer above the page: the browser's own modal dialog, which holds the focus, makes the rest inert and closes by Escape.
 * Mounted = open.
 */
export function Dialog({
  title,
  onClose,
  children,
  actions,
  place = 'middle',
  wide = false,
}: Props): ReactNode {
  const { i18n } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click beside the dialog closes it; the keyboard has Escape
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-place={place}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.box}>
        <header className={styles.head}>
          <h2 id={titleId}>{title}</h2>
          <CloseButton onClick={onClose} aria-label={i18n.t({ id: 'kit.close', message: 'Close' })} />
        </header>
        <div className={styles.body}>{children}</div>
        {actions && <footer className={styles.foot}>{actions}</footer>}
      </div>
    </dialog>
  );
}
