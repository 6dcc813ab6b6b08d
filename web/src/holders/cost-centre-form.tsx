import { useLingui } from '@lingui/react';
import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './holders.module.css';

export type CostCentreDraft = { code: string; name: string };

export const emptyCostCentre: CostCentreDraft = { code: '', name: '' };

type Props = {
  draft: CostCentreDraft;
  onChange: (draft: CostCentreDraft) => void;
  /** The code of one that is there already stays. */
  fixedCode?: boolean;
};

/** Code and name of a cost centre. */
export function CostCentreFields({ draft, onChange, fixedCode = false }: Props): ReactNode {
  const { i18n } = useLingui();
  return (
    <div className={styles.days}>
      <TextInput
        label={i18n.t({ id: 'holders.code', message: 'Code' })}
        value={draft.code}
        required={!fixedCode}
        withAsterisk={!fixedCode}
        readOnly={fixedCode}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => onChange({ ...draft, code: event.currentTarget.value })}
      />
      <TextInput
        label={i18n.t({ id: 'holders.name', message: 'Name' })}
        value={draft.name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
    </div>
  );
}
