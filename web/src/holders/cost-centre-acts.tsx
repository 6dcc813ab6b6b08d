import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CostCentre } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import styles from './lists.module.css';
import { changeCostCentre } from './queries.ts';

type Props = { costCentre: CostCentre; reason: string | null; onRename: () => void };

/** Names a cost centre anew, closes it or opens it again: what is done here can be undone here. */
export function CostCentreActs({ costCentre, reason, onRename }: Props): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const { id, code, closedAt } = costCentre;
  const turn = useMutation({
    mutationFn: () => changeCostCentre(id, { closed: closedAt === null }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['holders', 'cost-centres'] }),
  });
  const [close, reopen] = [
    i18n.t({ id: 'holders.close', message: 'Close' }),
    i18n.t({ id: 'holders.reopen', message: 'Open again' }),
  ];
  const act = closedAt === null ? close : reopen;
  const rename = i18n.t({ id: 'holders.rename', message: 'Rename' });
  return (
    <div className={styles.acts}>
      <GuardedButton
        variant="subtle"
        size="compact-md"
        reason={reason}
        aria-label={`${rename} ${code}`}
        onClick={onRename}
      >
        {rename}
      </GuardedButton>
      <GuardedButton
        variant="subtle"
        size="compact-md"
        reason={reason}
        loading={turn.isPending}
        aria-label={`${act} ${code}`}
        onClick={() => turn.mutate()}
      >
        {act}
      </GuardedButton>
      {turn.error && (
        <Notice kind="bad" announce>
          {sentence(problemIn(turn.error))}
        </Notice>
      )}
    </div>
  );
}
