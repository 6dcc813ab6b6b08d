import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import type { Assignment, AssignmentKind } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useToday } from '../orders/use-today.ts';
import { useAssignedName } from './assignment-history.tsx';
import { assignMany } from './assigning-store.ts';
import { DayField } from './day-field.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';
import { endSome } from './queries.ts';

type Props = {
  kind: AssignmentKind;
  selection: Selection;
  count: number;
  /** What one number has today. */
  current?: Assignment;
  onClose: () => void;
};

/** Asks for the last day on which numbers have their holder or cost centre. */
export function EndDialog({ kind, selection, count, current, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords(kind);
  const assignedName = useAssignedName();
  const today = useToday();
  const sentence = useProblemSentence();
  const [on, setOn] = useState(today);
  const end = useMutation({
    mutationFn: endSome,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['fleet'] });
      onClose();
    },
  });
  const begin = () => {
    const wish = { selection, kind, on };
    if (count === 1) return end.mutate(wish);
    onClose();
    void assignMany({ wish: { act: 'end', ...wish }, count, done: 0 });
  };
  return (
    <Dialog
      title={words.end}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button loading={end.isPending} disabled={on === ''} onClick={begin}>
            {count === 1
              ? i18n.t({ id: 'holders.end.act', message: 'End' })
              : i18n.t({
                  id: 'holders.end.act-many',
                  message: '{count, plural, other {End for # numbers}}',
                  values: { count },
                })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {current && (
          <p>
            <strong>{assignedName(current)}</strong>
          </p>
        )}
        <DayField
          label={i18n.t({ id: 'holders.last-day', message: 'Last day' })}
          value={on}
          {...(current ? { min: current.from } : {})}
          required
          onChange={setOn}
        />
        {end.error && (
          <Notice kind="bad" announce>
            {sentence(problemIn(end.error))}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
