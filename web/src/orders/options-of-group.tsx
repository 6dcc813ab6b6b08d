import { useLingui } from '@lingui/react';
import { type ReactNode, useId } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { OptionGroup } from '../../../server/quotes/contract.ts';
import { useGroupName } from './group-name.ts';
import { type Draft, isEmpty } from './option-draft.ts';
import { OptionPicks } from './option-picks.tsx';
import type { OptionTally } from './option-tally.ts';
import styles from './options-of-several.module.css';

type Props = { group: OptionGroup; tallies: OptionTally[]; draft: Draft; onDraft: (draft: Draft) => void };

/** One group among several: which numbers they are, and the options that can be removed from and added to them. */
export function OptionsOfGroup({ group, tallies, draft, onDraft }: Props): ReactNode {
  const { i18n } = useLingui();
  const groupName = useGroupName();
  const id = useId();
  const { lineCount, numbers } = group;
  const more = lineCount - numbers.length;
  return (
    <section className={styles.group} aria-labelledby={id}>
      <header className={styles.groupHead}>
        <h3 id={id}>{groupName(group)}</h3>
        <p className={styles.groupNumbers}>
          <strong>
            {i18n.t({
              id: 'orders.several.numbers',
              message: '{count, plural, one {# number} other {# numbers}}',
              values: { count: lineCount },
            })}
          </strong>
          {' · '}
          <span className="tabular">{numbers.map(showMsisdn).join(', ')}</span>
          {more > 0 && ' '}
          {more > 0 &&
            i18n.t({
              id: 'orders.several.more',
              message: '{count, plural, one {and # more} other {and # more}}',
              values: { count: more },
            })}
        </p>
        {isEmpty(draft) && (
          <p className={styles.groupNumbers}>
            {i18n.t({
              id: 'orders.groups.untouched',
              message: 'Nothing chosen: these numbers stay as they are.',
            })}
          </p>
        )}
      </header>
      <OptionPicks act="remove" tallies={tallies} draft={draft} lineCount={lineCount} onDraft={onDraft} />
      <OptionPicks act="add" tallies={tallies} draft={draft} lineCount={lineCount} onDraft={onDraft} />
    </section>
  );
}
