import { type ReactNode, useEffect, useState } from 'react';
import styles from './order-items-tools.module.css';

type Props = { label: string; value: string; onChange: (value: string) => void };

/** Milliseconds without a key after which is looked for what was typed. */
const settled = 300;

/** A field to search by, which tells what was typed when the typing pauses. */
export function SearchField({ label, value, onChange }: Props): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => {
      if (typed !== value) onChange(typed);
      setTyped(null);
    }, settled);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- onChange is another at each rendering; only typing begins the wait anew
  }, [typed, value]);
  return (
    <input
      type="search"
      className={styles.search}
      aria-label={label}
      placeholder={label}
      maxLength={40}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
