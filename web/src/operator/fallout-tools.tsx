import { useLingui } from '@lingui/react';
import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { FalloutItemList } from '../../../server/fallout/contract.ts';
import styles from './operator.module.css';

type Props = {
  /** What can be searched here. */
  label?: string;
  search: string;
  company: string | undefined;
  companies: FalloutItemList['organisations'];
  onSearch: (search: string) => void;
  onCompany: (id: string | undefined) => void;
};

/** Narrows a group: a number or an order, and one of the companies that are concerned. */
export function FalloutTools({ label, search, company, companies, onSearch, onCompany }: Props): ReactNode {
  const { i18n } = useLingui();
  const [typed, setTyped] = useState(search);
  const [from, setFrom] = useState(search);
  // back, forward or another link changed the address: the field follows it
  if (search !== from) {
    setFrom(search);
    if (typed.trim() !== search) setTyped(search);
  }
  const ask = useEffectEvent((wanted: string) => {
    if (wanted !== search) onSearch(wanted);
  });
  useEffect(() => {
    const timer = setTimeout(() => ask(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className={styles.tools}>
      <TextInput
        type="search"
        className={styles.search}
        label={label ?? i18n.t({ id: 'fallout.search', message: 'Search a number or an order' })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <label className={styles.filter}>
        {i18n.t({ id: 'fallout.column.company', message: 'Company' })}
        <select value={company ?? ''} onChange={(event) => onCompany(event.currentTarget.value || undefined)}>
          <option value="">{i18n.t({ id: 'fallout.filter.all-companies', message: 'All companies' })}</option>
          {companies.map(({ id, name, items }) => (
            <option key={id} value={id}>
              {`${name} (${items})`}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
