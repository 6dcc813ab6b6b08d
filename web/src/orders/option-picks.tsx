import { useLingui } from '@lingui/react';
import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { ShownOption } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { add, type Draft, leave, remove } from './option-draft.ts';
import { folded } from './option-list.tsx';
import { OptionParameters } from './option-parameters.tsx';
import { OptionPrice } from './option-price.tsx';
import type { CountedReason, OptionTally } from './option-tally.ts';
import { useReasonSentence } from './reason-sentence.tsx';
import styles from './option-picks.module.css';

type Props = {
  act: 'add' | 'remove';
  tallies: OptionTally[];
  draft: Draft;
  lineCount: number;
  onDraft: (draft: Draft) => void;
};

/** The options that can be added to, or removed from, some of the chosen numbers. */
export function OptionPicks({ act, tallies, draft, lineCount, onDraft }: Props): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const id = useId();
  const [text, setText] = useState('');
  const title =
    act === 'add'
      ? i18n.t({ id: 'orders.several.add', message: 'Choose the options to activate' })
      : i18n.t({ id: 'orders.several.remove', message: 'Choose the options to deactivate' });
  const filterName = i18n.t({ id: 'orders.options.filter', message: 'Filter the options' });
  const offered = tallies.flatMap((tally) => {
    const option = names.option(tally.code);
    const isOffered =
      act === 'add'
        ? tally.active < lineCount || tally.settable > 0 || tally.addable > 0
        : tally.active > tally.included;
    return option && isOffered ? [{ tally, option }] : [];
  });
  const visible = offered.filter(({ option }) => folded(names.text(option.names)).includes(folded(text)));
  return (
    <fieldset className={styles.picks}>
      <legend className={styles.legend} id={id}>
        {title}
      </legend>
      {offered.length > 6 && (
        <TextInput
          type="search"
          size="xs"
          leftSection={<IconSearch aria-hidden size={14} />}
          aria-label={`${filterName}: ${title}`}
          placeholder={filterName}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {offered.length === 0 ? (
        <p className={styles.none}>
          {i18n.t({ id: 'orders.several.none', message: 'None on these numbers.' })}
        </p>
      ) : (
        <ul className={styles.list} aria-labelledby={id}>
          {visible.map(({ tally, option }) => (
            <Pick
              key={option.code}
              act={act}
              tally={tally}
              option={option}
              draft={draft}
              lineCount={lineCount}
              onDraft={onDraft}
            />
          ))}
        </ul>
      )}
    </fieldset>
  );
}

function Pick({
  act,
  tally,
  option,
  draft,
  lineCount,
  onDraft,
}: Omit<Props, 'tallies'> & { tally: OptionTally; option: ShownOption }): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const sentence = useReasonSentence();
  const id = useId();
  const { code } = option;
  const picked = act === 'add' ? draft.add[code] !== undefined : draft.remove.includes(code);
  const possible = act === 'add' ? Math.max(tally.addable, tally.settable) : tally.removable;
  const reasons = act === 'add' ? tally.addReasons : tally.removeReasons;
  const blocked = possible === 0 && !picked;
  const counts =
    act === 'add'
      ? i18n.t({
          id: 'orders.several.available-on',
          message: 'available on {count, number} of {total, number} numbers',
          values: { count: possible, total: lineCount },
        })
      : i18n.t({
          id: 'orders.several.active-on',
          message: 'active on {count, number} of {total, number} numbers',
          values: { count: tally.active, total: lineCount },
        });
  return (
    <li className={styles.pick}>
      <div className={styles.row}>
        <Checkbox
          label={names.text(option.names)}
          aria-describedby={`${id}-counts`}
          checked={picked}
          aria-disabled={blocked || undefined}
          onChange={() => {
            if (blocked) return;
            if (picked) onDraft(leave(draft, code));
            else onDraft(act === 'add' ? add(draft, option) : remove(draft, code));
          }}
          classNames={blocked ? { input: styles.off ?? '', label: styles.offLabel ?? '' } : {}}
        />
        <span className={styles.price}>
          <OptionPrice option={option} inclusive={false} inline />
        </span>
      </div>
      <div id={`${id}-counts`} className={styles.counts}>
        {lineCount > 1 && <span className="tabular">{counts}</span>}
        {possible < lineCount && reasons.length > 0 && (
          <ul className={styles.reasons}>
            {reasons.slice(0, 3).map((counted) => (
              <li key={JSON.stringify(counted.reason)}>{reasonLine(counted)}</li>
            ))}
          </ul>
        )}
      </div>
      {picked && act === 'add' && option.parameters.length > 0 && (
        <OptionParameters
          option={option}
          values={draft.add[code] ?? {}}
          onChange={(values) => onDraft(add(draft, option, values))}
        />
      )}
    </li>
  );

  function reasonLine({ reason, count }: CountedReason): string {
    return lineCount === 1 || count === lineCount
      ? sentence(reason)
      : i18n.t({
          id: 'orders.several.reason-on',
          message: '{reason} ({count, plural, one {# number} other {# numbers}})',
          values: { reason: sentence(reason), count },
        });
  }
}
