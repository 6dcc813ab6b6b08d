import { useLingui } from '@lingui/react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { isPastedList } from '../../../server/finding/contract.ts';
import { useSearchShortcut } from '../kit/search-shortcut.ts';
import { searchLength } from './fleet-search.ts';
import styles from './fleet.module.css';

/** The one search box of the list; what is typed is asked for once the person pauses, several numbers pasted into it become a list. */
export function FleetSearchBox({
  value,
  onSearch,
  onPasteList,
}: {
  value: string;
  onSearch: (text: string) => void;
  onPasteList: (text: string) => void;
}): ReactNode {
  const { i18n } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  useSearchShortcut(field);
  const [text, setText] = useState(value);
  const [from, setFrom] = useState(value);
  // back, forward or another link changed the address: the box follows it
  if (value !== from) {
    setFrom(value);
    if (text.trim() !== value) setText(value);
  }
  const ask = useEffectEvent((wanted: string) => {
    if (wanted !== value) onSearch(wanted);
  });
  useEffect(() => {
    const timer = setTimeout(() => ask(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const label = i18n.t({
    id: 'fleet.search',
    message: 'Search (telephone number, SIM card, customer number, user name…)',
  });
  return (
    <TextInput
      ref={field}
      data-search-of-page
      type="search"
      className={styles.search ?? ''}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch aria-hidden size={17} />}
      maxLength={searchLength}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData('text');
        if (!isPastedList(pasted)) return;
        event.preventDefault();
        setText('');
        onPasteList(pasted);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(text.trim());
      }}
    />
  );
}
