import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Holder } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { draftOf, emptyHolder, HolderFields } from './holder-form.tsx';
import { useKindWords } from './kind-words.ts';
import { saveHolder } from './queries.ts';

type Props = {
  /** Left out: a new one. */
  holder?: Holder;
  onClose: () => void;
  onSaved?: (holder: Holder) => void;
};

/** Writes down a new user, or anew who one is. */
export function HolderDialog({ holder, onClose, onSaved }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords('holder');
  const sentence = useProblemSentence();
  const [draft, setDraft] = useState(holder ? draftOf(holder) : emptyHolder);
  const save = useMutation({
    mutationFn: () => saveHolder(holder?.id, draft),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['holders'] });
      await queries.invalidateQueries({ queryKey: ['fleet'] });
      onClose();
      onSaved?.(saved);
    },
  });
  const missing =
    draft.lastName.trim() === ''
      ? i18n.t({ id: 'holders.fill-in', message: 'Fill in what is marked with a star.' })
      : null;
  return (
    <Dialog
      title={
        holder ? i18n.t({ id: 'holders.holder.edit', message: 'Change the data of this user' }) : words.add
      }
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <GuardedButton reason={missing} loading={save.isPending} onClick={() => save.mutate()}>
            {i18n.t({ id: 'holders.save', message: 'Save' })}
          </GuardedButton>
        </>
      }
    >
      <HolderFields draft={draft} onChange={setDraft} />
      {save.error && (
        <Notice kind="bad" announce>
          {sentence(problemIn(save.error))}
        </Notice>
      )}
    </Dialog>
  );
}
