import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { ImportBar } from './import-bar.tsx';
import styles from './imports.module.css';

type Props = {
  busy: boolean;
  /** Part of the file that is gone, 0 to 1. */
  sent: number;
  onFile: (file: File) => void;
};

/** Takes a file that is dropped on it, or chosen by its button. */
export function DropZone({ busy, sent, onFile }: Props): ReactNode {
  const { i18n } = useLingui();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (file && !busy) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // The button does the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a file can only be dropped by mouse
    <section
      className={styles.drop}
      data-over={isOver || undefined}
      aria-label={i18n.t({ id: 'imports.file', message: 'File' })}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload aria-hidden size={32} stroke={1.5} />
      <p className={styles.dropTitle}>
        {i18n.t({ id: 'imports.drop', message: 'Drop a CSV or XLSX file here' })}
      </p>
      <p className={styles.note}>
        {i18n.t({
          id: 'imports.drop.limits',
          message: 'Up to 100,000 rows and 50 MB. Nothing changes before you confirm.',
        })}
      </p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={i18n.t({ id: 'imports.choose', message: 'Choose a file' })}
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {i18n.t({ id: 'imports.choose', message: 'Choose a file' })}
      </Button>
      {busy && <ImportBar name={i18n.t({ id: 'imports.sending', message: 'Sending' })} part={sent} />}
    </section>
  );
}
