import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './popup-choice.module.css';

type Props = {
  icon?: ReactNode;
  /** One of several of which one holds: whether this is the one. */
  chosen?: boolean;
  lang?: string;
  onChoose: () => void;
  children: ReactNode;
};

/** A line of a popup that does something, or is one of several choices. */
export function PopupChoice({ icon, chosen, lang, onChoose, children }: Props): ReactNode {
  return (
    <button type="button" className={styles.choice} aria-pressed={chosen} lang={lang} onClick={onChoose}>
      <Line icon={icon}>{children}</Line>
      {chosen && <IconCheck aria-hidden size={16} />}
    </button>
  );
}

/** A line of a popup that is a file to be saved. */
export function PopupDownload(props: {
  icon?: ReactNode;
  href: string;
  onChoose?: () => void;
  children: ReactNode;
}): ReactNode {
  const { icon, href, onChoose, children } = props;
  return (
    <a className={styles.choice} href={href} download onClick={onChoose}>
      <Line icon={icon}>{children}</Line>
    </a>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }): ReactNode {
  return (
    <>
      {icon && (
        <span aria-hidden className={styles.icon}>
          {icon}
        </span>
      )}
      <span className={styles.text}>{children}</span>
    </>
  );
}

/** Choices that belong together, under a heading. */
export function PopupGroup({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <fieldset className={styles.group}>
      <legend>{name}</legend>
      {children}
    </fieldset>
  );
}
