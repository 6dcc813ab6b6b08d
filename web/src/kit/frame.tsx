import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { brand } from './brand.ts';
import { Dialog } from './dialog.tsx';
import { HintLayer } from './hint-layer.tsx';
import { MenuButton } from './menu-button.tsx';
import { PersonMenu, type FramePerson } from './person-menu.tsx';
import styles from './frame.module.css';

export type MenuEntry = { label: string; to: string; icon: ReactNode };
/** A heading of the menu with its entries; a group without entries is not shown. */
export type MenuGroup = { label: string | null; entries: MenuEntry[] };

type Props = {
  person: FramePerson;
  /** Address of the dashboard. */
  home: string;
  menu: MenuGroup[];
  /** Whose area it is, beside the name of the operator. Left out: the customers'. */
  area?: string | undefined;
  /** The search field of the top bar. */
  search?: ReactNode;
  /** The bell with what ended. */
  bell?: ReactNode;
  /** A line under the top bar, when there is something to say on every page. */
  status?: ReactNode;
  onSignOut: () => void;
  onSignOutEverywhere: () => void;
  onLanguage: (locale: string) => void;
  children: ReactNode;
};

/** What stands around every page of a signed-in person: top bar, menu (at the left from 1200 px, else behind a button), content. */
export function Frame(props: Props): ReactNode {
  const { i18n } = useLingui();
  const [menuOpen, setMenuOpen] = useState(false);
  const menuName = i18n.t({ id: 'kit.menu', message: 'Menu' });
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {i18n.t({ id: 'kit.skip', message: 'Skip to the content' })}
      </a>
      <header className={styles.top}>
        <MenuButton name={menuName} className={styles.menuButton} onClick={() => setMenuOpen(true)} />
        <Link to={props.home} className={styles.brand}>
          <img src={brand.logo} alt="" width={28} height={28} />
          <span className={styles.operator}>{brand.name}</span>{' '}
          <span className={styles.area}>{props.area ?? i18n.t(customerArea)}</span>
        </Link>
        <div className={styles.search}>{props.search}</div>
        {props.bell}
        <PersonMenu
          person={props.person}
          onSignOut={props.onSignOut}
          onSignOutEverywhere={props.onSignOutEverywhere}
          onLanguage={props.onLanguage}
        />
      </header>
      <nav className={styles.side} aria-label={menuName}>
        <Entries menu={props.menu} />
      </nav>
      {menuOpen && (
        <Dialog title={menuName} place="start" onClose={() => setMenuOpen(false)}>
          <nav aria-label={menuName}>
            <Entries menu={props.menu} onChosen={() => setMenuOpen(false)} />
          </nav>
        </Dialog>
      )}
      <main id="content" tabIndex={-1} className={styles.content}>
        {props.status}
        {props.children}
      </main>
      <HintLayer />
    </div>
  );
}

const customerArea = { id: 'kit.customer-area', message: 'Customer area' };

function Entries({ menu, onChosen }: { menu: MenuGroup[]; onChosen?: () => void }): ReactNode {
  return menu
    .filter((group) => group.entries.length > 0)
    .map((group) => (
      <section key={group.label ?? ''} className={styles.group}>
        {group.label && <h2 className={styles.groupName}>{group.label}</h2>}
        <ul className={styles.entries}>
          {group.entries.map((entry) => (
            <li key={entry.to}>
              <Link
                to={entry.to}
                activeOptions={{ exact: group.label === null, includeSearch: false }}
                className={styles.entry}
                onClick={onChosen}
              >
                <span aria-hidden className={styles.entryIcon}>
                  {entry.icon}
                </span>
                {entry.label}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    ));
}
