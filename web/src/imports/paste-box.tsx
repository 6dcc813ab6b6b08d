import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import styles from './imports.module.css';

/** Takes cells copied from a spreadsheet. */
export function PasteBox({ busy, onPaste }: { busy: boolean; onPaste: (text: string) => void }): ReactNode {
  const { i18n } = useLingui();
  const [text, setText] = useState('');
  return (
    <section className={styles.panel}>
      <label className={styles.paste}>
        <span className={styles.label}>
          {i18n.t({ id: 'imports.paste', message: 'Or paste cells from a spreadsheet' })}
        </span>
        <textarea
          rows={4}
          spellCheck={false}
          value={text}
          placeholder={i18n.t({
            id: 'imports.paste.example',
            message: '0470 12 34 56    Roaming',
          })}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div className={styles.ways}>
        <Button variant="default" disabled={busy || text.trim() === ''} onClick={() => onPaste(text)}>
          {i18n.t({ id: 'imports.paste.go', message: 'Use these cells' })}
        </Button>
      </div>
    </section>
  );
}
