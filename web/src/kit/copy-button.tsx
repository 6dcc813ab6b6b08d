import { ActionIcon } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './copy-button.module.css';

type Props = {
  /** What goes to the clipboard. */
  text: string;
  /** What it is, for the name of the button: `Copy {what}`. */
  what: string;
};

/** Copies a text and says that it did. */
export function CopyButton({ text, what }: Props): ReactNode {
  const { i18n } = useLingui();
  const [copied, setCopied] = useState(false);
  const name = copied
    ? i18n.t({ id: 'kit.copied', message: 'Copied' })
    : i18n.t({ id: 'kit.copy', message: 'Copy {what}', values: { what } });
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        className={styles.copy ?? ''}
        aria-label={name}
        data-hint={name}
        onClick={() => void copy()}
      >
        {copied ? <IconCheck aria-hidden size={15} /> : <IconCopy aria-hidden size={15} />}
      </ActionIcon>
      <span role="status" className="visually-hidden">
        {copied ? name : ''}
      </span>
    </>
  );
}
