import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CostCentre } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { CostCentreFields, emptyCostCentre } from './cost-centre-form.tsx';
import { useKindWords } from './kind-words.ts';
import { saveCostCentre } from './queries.ts';

type Props = {
  /** Left out: a new one. */
  costCentre?: CostCentre;
  onClose: () => void;
};

/** Writes down a new cost centre, or names one anew: its code stays. */
export function CostCentreDialog({ costCentre, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords('cost-centre');
  const sentence = useProblemSentence();
  const [draft, setDraft] = useState(costCentre ?? emptyCostCentre);
  const save = useMutation({
    mutationFn: () => saveCostCentre(costCentre?.id, { code: draft.code, name: draft.name }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['holders'] });
      await queries.invalidateQueries({ queryKey: ['fleet'] });
      onClose();
    },
  });
  const missing =
    draft.code.trim() === ''
      ? i18n.t({ id: 'holders.fill-in', message: 'Fill in what is marked with a star.' })
      : null;
  return (
    <Dialog
      title={
        costCentre
          ? i18n.t({
              id: 'holders.rename.title',
              message: 'Rename cost centre {code}',
              values: { code: costCentre.code },
            })
          : words.add
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
      <CostCentreFields
        draft={draft}
        onChange={(next) => setDraft({ ...draft, ...next })}
        fixedCode={costCentre !== undefined}
      />
      {save.error && (
        <Notice kind="bad" announce>
          {sentence(problemIn(save.error))}
        </Notice>
      )}
    </Dialog>
  );
}
