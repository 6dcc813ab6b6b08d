import type { ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { OptionKindIcon } from '../catalogue/option-kind-icon.tsx';
import { NamedIcon } from '../kit/named-icon.tsx';
import styles from './fleet.module.css';

/** The kinds of option that a line has, an icon each with the names of the options; more than four as `+2`. */
export function OptionIcons({ codes }: { codes: string[] }): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const kinds = (names.catalogue?.optionKinds ?? []).flatMap((kind) => {
    const mine = codes.filter((code) => names.option(code)?.kind === kind.code);
    return mine.length > 0
      ? [{ kind, label: `${names.text(kind.names)}: ${mine.map(names.optionName).join(', ')}` }]
      : [];
  });
  if (kinds.length === 0) {
    return (
      <span className="visually-hidden">{i18n.t({ id: 'fleet.options.none', message: 'No option' })}</span>
    );
  }
  const hidden = kinds.slice(4);
  return (
    <span className={styles.icons}>
      {kinds.slice(0, 4).map(({ kind, label }) => (
        <NamedIcon key={kind.code} name={label}>
          <OptionKindIcon icon={kind.icon} />
        </NamedIcon>
      ))}
      {hidden.length > 0 && (
        <span
          role="img"
          aria-label={hidden.map(({ label }) => label).join('; ')}
          data-hint={hidden.map(({ label }) => label).join('; ')}
        >
          +{hidden.length}
        </span>
      )}
    </span>
  );
}
