import { useLingui } from '@lingui/react';
import { IconCloudOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './connection-lost.module.css';

/** So long a page may be without connection before it says so: a restart of the server is over by then. */
const patience = 5000;

/** A calm line while the server cannot be reached: what is on the page may be old. It goes by itself. */
export function ConnectionLost({ live }: { live: boolean }): ReactNode {
  const { i18n } = useLingui();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (live) return undefined;
    const timer = setTimeout(() => setLost(true), patience);
    return () => {
      clearTimeout(timer);
      setLost(false);
    };
  }, [live]);
  // it stands there before it says anything: only then do screen readers hear the change
  return (
    <div role="status" className={styles.place}>
      {lost && (
        <p className={styles.line}>
          <IconCloudOff aria-hidden size={18} stroke={1.75} />
          {i18n.t({
            id: 'kit.connection-lost',
            message: 'No connection. What you see may be old; it comes up to date by itself.',
          })}
        </p>
      )}
    </div>
  );
}
