import { type ReactNode, useEffect } from 'react';
import { brand } from './brand.ts';
import styles from './page-header.module.css';

type Props = {
  /** Also the title of the window. */
  title: string;
  /** How old what is shown is: `Dernière mise à jour : 13/06/2022 15:28`. */
  freshness?: ReactNode;
  /** A link back, above the title. */
  back?: ReactNode;
  /** The one primary action, and quieter ones before it. */
  actions?: ReactNode;
};

/** First row of every page. */
export function PageHeader({ title, freshness, back, actions }: Props): ReactNode {
  useEffect(() => {
    document.title = `${title} · ${brand.name}`;
  }, [title]);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {back && <div className={styles.back}>{back}</div>}
        <h1 className={styles.title}>{title}</h1>
        {freshness && <p className={styles.freshness}>{freshness}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
