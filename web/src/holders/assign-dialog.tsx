import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import type { AssignmentKind } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useToday } from '../orders/use-today.ts';
import { assignMany } from './assigning-store.ts';
import { DayField } from './day-field.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';
import { assignSome } from './queries.ts';
import { TargetPicker } from './target-picker.tsx';

type Props = { kind: AssignmentKind; selection: Selection; count: number; onClose: () => void };

/** Gives one or many numbers a holder or a cost centre from a day on. With many, how far it is stands above the list. */
export function AssignDialog({ kind, selection, count, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const words = useKindWords(kind);
  const today = useToday();
  const [target, setTarget] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const act = useMutation({
    mutationFn: assignSome,
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['fleet'] }),
  });
  const begin = () => {
    if (target === null) return;
    const wish = { selection, kind, targetId: target, from, until: until || null };
    if (count === 1) return act.mutate(wish);
    onClose();
    void assignMany({ wish: { act: 'assign', ...wish }, count, done: 0 });
  };
  const reason =
    target === null
      ? i18n.t({ id: 'holders.choose-first', message: 'Choose from the list first.' })
      : from === '' || (until !== '' && until < from)
        ? i18n.t({ id: 'holders.days-first', message: 'The last day cannot be before the first.' })
        : null;
  return (
    <Dialog
      title={words.give}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <GuardedButton reason={reason} loading={act.isPending} onClick={begin}>
            {count === 1
              ? i18n.t({ id: 'holders.assign', message: 'Assign' })
              : i18n.t({
                  id: 'holders.assign-many',
                  message: '{count, plural, other {Assign to # numbers}}',
                  values: { count },
                })}
          </GuardedButton>
        </>
      }
    >
      <div className={styles.form}>
        <TargetPicker kind={kind} chosen={target} onChoose={setTarget} />
        <div className={styles.days}>
          <DayField
            label={i18n.t({ id: 'holders.first-day', message: 'From' })}
            value={from}
            required
            onChange={setFrom}
          />
          <DayField
            label={i18n.t({ id: 'holders.until-day', message: 'Until (if known)' })}
            value={until}
            min={from}
            onChange={setUntil}
          />
        </div>
        {act.error && (
          <Notice kind="bad" announce>
            {sentence(problemIn(act.error))}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
