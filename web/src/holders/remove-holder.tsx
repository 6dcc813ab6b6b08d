import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Holder } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import styles from './lists.module.css';
import { removeHolder } from './queries.ts';

type Props = { holder: Holder; onClose: () => void; onRemoved: () => void };

/** Asks before somebody is removed for good: says what goes, what stays and why. */
export function RemoveHolder({ holder, onClose, onRemoved }: Props): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const remove = useMutation({
    mutationFn: () => removeHolder(holder.id),
    onSuccess: async () => {
      onRemoved();
      queries.removeQueries({ queryKey: ['holders', 'one', holder.id] });
      await queries.invalidateQueries({ queryKey: ['holders'] });
      await queries.invalidateQueries({ queryKey: ['fleet'] });
    },
  });
  return (
    <Dialog
      title={i18n.t({ id: 'holders.remove.title', message: 'Remove {name}?', values: { name: holder.name } })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button loading={remove.isPending} onClick={() => remove.mutate()}>
            {i18n.t({ id: 'holders.remove.act', message: 'Remove for good' })}
          </Button>
        </>
      }
    >
      <div className={styles.effect}>
        <p>
          {i18n.t({
            id: 'holders.remove.erased',
            message: 'Name, e-mail, personnel number and language are erased at once. This cannot be undone.',
          })}
        </p>
        {holder.lines > 0 && (
          <p>
            {i18n.t({
              id: 'holders.remove.lines',
              message:
                '{count, plural, one {# number shows the company from today on.} other {# numbers show the company from today on.}} What was planned for this user is dropped.',
              values: { count: holder.lines },
            })}
          </p>
        )}
        <p>
          {i18n.t({
            id: 'holders.remove.kept',
            message:
              'Kept without a name, because bills and cost reports rest on it: which numbers a removed user had, from when until when. Orders and the record of who did what name numbers, not users.',
          })}
        </p>
      </div>
      {remove.error && (
        <Notice kind="bad" announce>
          {sentence(problemIn(remove.error))}
        </Notice>
      )}
    </Dialog>
  );
}
