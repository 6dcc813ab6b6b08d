import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { type ImportKind, importKinds } from '../../../server/imports/contract.ts';
import { useKindName } from './kind-names.ts';
import styles from './imports.module.css';

type Props = { kind: ImportKind; busy?: boolean; onKind: (kind: ImportKind) => void };

/** Says what the rows of a file are about. */
export function KindChoice({ kind, busy = false, onKind }: Props): ReactNode {
  const { i18n } = useLingui();
  const kindName = useKindName();
  return (
    <label className={`${styles.choice} ${styles.kind}`} aria-busy={busy}>
      <span className={styles.label}>{i18n.t({ id: 'imports.kind', message: 'The rows are about' })}</span>
      <select
        className={styles.select}
        value={kind}
        onChange={({ currentTarget }) => {
          const chosen = importKinds.find((each) => each === currentTarget.value);
          if (chosen) onKind(chosen);
        }}
      >
        {importKinds.map((each) => (
          <option key={each} value={each}>
            {kindName(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
