import { useLingui } from '@lingui/react';
import { IconSearch } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import type { MenuGroup } from '../kit/frame.tsx';
import { useShortcut } from '../kit/search-shortcut.ts';
import styles from './go-to.module.css';

const GoToDialog = lazy(() =>
  import('./go-to-dialog.tsx').then((module) => ({ default: module.GoToDialog })),
);

/** The search of the top bar: finds a number, a view or a page from anywhere. Ctrl-K (⌘K) opens it, `/` too where the page has no search of its own. */
export function GoToButton({ menu, fleet }: { menu: MenuGroup[]; fleet: boolean }): ReactNode {
  const { i18n } = useLingui();
  const [open, setOpen] = useState(false);
  useShortcut('ctrl-k', () => setOpen(true));
  useShortcut('/', () => {
    if (!document.querySelector('[data-search-of-page]')) setOpen(true);
  });
  const name = fleet
    ? i18n.t({ id: 'frame.go-to', message: 'Search a number or go to…' })
    : i18n.t({ id: 'frame.go-to.page', message: 'Go to…' });
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <IconSearch aria-hidden size={17} />
        <span className={styles.words}>{name}</span>
        <kbd className={styles.keys}>{isApple() ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {open &&
        // beside the top bar, not in it: a dialog has a head of its own
        createPortal(
          <Suspense>
            <GoToDialog name={name} menu={menu} fleet={fleet} onClose={() => setOpen(false)} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
