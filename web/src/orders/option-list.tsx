import { useLingui } from '@lingui/react';
import { Switch } from '@mantine/core';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { ShownOption, WayOut } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { KindFilter, type OptionFilter } from './kind-filter.tsx';
import { OptionCard } from './option-card.tsx';
import { add, type Draft, leave, remove, takeWayOut } from './option-draft.ts';
import type { ShownState } from './option-state-badge.tsx';
import type { OptionTally } from './option-tally.ts';
import { useReasonSentence } from './reason-sentence.tsx';
import styles from './option-list.module.css';

type Props = {
  /** The options of one line, judged with the draft. */
  tallies: OptionTally[];
  draft: Draft;
  /** Parameters of the options as they are now. */
  present: Record<string, Record<string, string>>;
  /** What is said beside the state of an option, such as until when it runs. */
  noteOf: (code: string) => ReactNode;
  /** Why nothing at all can be changed; null when it can. */
  refusal: string | null;
  onDraft: (draft: Draft) => void;
};

/** The options of one number: kinds with counts, a text filter, a card each. */
export function OptionList(props: Props): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const [filter, setFilter] = useState<OptionFilter>({ kind: null, text: '' });
  const [inclusive, setInclusive] = useState(false);
  const text = useDeferredValue(folded(filter.text));
  const shown = props.tallies.flatMap((tally) => {
    const option = names.option(tally.code);
    return option ? [{ tally, option }] : [];
  });
  const matching = shown.filter(({ option }) => folded(searchText(option, names.text)).includes(text));
  const counts = new Map<string, number>();
  for (const { option } of matching) counts.set(option.kind, (counts.get(option.kind) ?? 0) + 1);
  const visible = matching.filter(({ option }) => filter.kind === null || option.kind === filter.kind);
  return (
    <div className={styles.layout}>
      <div className={styles.kinds}>
        <KindFilter filter={filter} counts={counts} onFilter={setFilter} />
        <Switch
          label={i18n.t({ id: 'orders.options.inclusive', message: 'Prices incl. VAT' })}
          checked={inclusive}
          onChange={(event) => setInclusive(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.cards}>
        <h2 id="options" className="visually-hidden">
          {i18n.t({ id: 'fleet.column.options', message: 'Options' })}
        </h2>
        {visible.length === 0 ? (
          <EmptyState title={i18n.t({ id: 'orders.options.none', message: 'No option matches' })}>
            {i18n.t({ id: 'orders.options.none.hint', message: 'Try another word or another kind.' })}
          </EmptyState>
        ) : (
          <ul className={styles.list} aria-labelledby="options">
            {visible.map(({ tally, option }) => (
              <OneOption key={option.code} {...props} tally={tally} option={option} inclusive={inclusive} />
            ))}
          </ul>
        )}
        {names.catalogue && <p className={styles.note}>{names.text(names.catalogue.operator.priceNote)}</p>}
      </div>
    </div>
  );
}

function OneOption(
  props: Props & { tally: OptionTally; option: ShownOption; inclusive: boolean },
): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const sentence = useReasonSentence();
  const { draft, tally, option, onDraft } = props;
  const code = option.code;
  const held = tally.active > 0;
  const wanted = draft.add[code] !== undefined;
  const away = draft.remove.includes(code);
  const against = held ? tally.removeReasons[0] : tally.addReasons[0];
  const touched = wanted || away;
  const blocked = touched ? undefined : against;
  const reason = props.refusal ?? (blocked ? sentence(blocked.reason) : null);
  const tick = () => {
    if (held) onDraft(away ? leave(draft, code) : remove(draft, code));
    else onDraft(wanted ? leave(draft, code) : add(draft, option));
  };
  const finish = (wayOut: WayOut) => {
    const taken = takeWayOut(draft, wayOut, names.option);
    onDraft(held ? remove(taken, code) : add(taken, option));
  };
  const settable = (tally.settable > 0 || wanted) && option.parameters.length > 0 && !away;
  return (
    <OptionCard
      option={option}
      state={stateOf(tally, wanted, away)}
      note={props.noteOf(code)}
      checked={(held && !away) || (wanted && !held)}
      reason={reason}
      inclusive={props.inclusive}
      wayOut={
        props.refusal === null && blocked?.wayOut
          ? { label: wayOutLabel(blocked.wayOut), take: () => blocked.wayOut && finish(blocked.wayOut) }
          : null
      }
      parameters={
        settable && props.refusal === null
          ? {
              values: draft.add[code] ?? props.present[code] ?? {},
              onChange: (values) =>
                onDraft(
                  held && same(values, props.present[code]) ? leave(draft, code) : add(draft, option, values),
                ),
            }
          : null
      }
      again={
        props.refusal === null && held && option.max > 1 && tally.addable > 0 && !away
          ? {
              label: wanted
                ? i18n.t({ id: 'orders.option.not-again', message: 'Do not buy another one' })
                : i18n.t({ id: 'orders.option.again', message: 'Buy another one' }),
              take: () => onDraft(wanted ? leave(draft, code) : add(draft, option)),
            }
          : null
      }
      onTick={tick}
    />
  );

  function wayOutLabel(wayOut: WayOut): string {
    const added = wayOut.add.map((each) => names.optionName(each)).join(', ');
    const removed = wayOut.remove.map((each) => names.optionName(each)).join(', ');
    if (wayOut.remove.length > 0 && wayOut.add.length > 0) {
      return i18n.t({
        id: 'orders.way-out.both',
        message: 'Remove {removed} and add {added} as well',
        values: { removed, added },
      });
    }
    return wayOut.remove.length > 0
      ? i18n.t({
          id: 'orders.way-out.remove',
          message: 'Remove {names} as well',
          values: { names: removed },
        })
      : i18n.t({
          id: 'orders.way-out.add',
          message: 'Add {names} as well',
          values: { names: added },
        });
  }
}

function stateOf(tally: OptionTally, wanted: boolean, away: boolean): ShownState {
  if (away) return { kind: 'to-remove', touched: true };
  if (wanted) return { kind: tally.active > 0 && tally.settable > 0 ? 'to-set' : 'to-add', touched: true };
  if (tally.pendingAdd > 0) return { kind: 'pending-add', touched: false };
  if (tally.pendingRemove > 0) return { kind: 'pending-remove', touched: false };
  if (tally.included > 0) return { kind: 'included', touched: false };
  if (tally.active > 0) return { kind: 'active', touched: false };
  return { kind: tally.addable > 0 ? 'available' : 'unavailable', touched: false };
}

function same(a: Record<string, string>, b: Record<string, string> | undefined): boolean {
  return b !== undefined && Object.entries(a).every(([code, value]) => b[code] === value);
}

function searchText(option: ShownOption, text: (texts: ShownOption['names']) => string): string {
  return [option.names, option.benefits, option.texts, ...option.facts].map(text).join(' ');
}

/** Text as it is compared: without accents and case. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
