import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AssignmentKind, CostCentre, Holder } from '../../../server/holders/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { CostCentreFields, emptyCostCentre } from './cost-centre-form.tsx';
import { emptyHolder, HolderFields } from './holder-form.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';

type Props = {
  kind: AssignmentKind;
  onCancel: () => void;
  /** `words` find it in the list. */
  onAdded: (added: { id: string; words: string }) => void;
};

/** Writes down a new user or cost centre without leaving what one is at. */
export function AddTarget({ kind, onCancel, onAdded }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords(kind);
  const [holder, setHolder] = useState(emptyHolder);
  const [centre, setCentre] = useState(emptyCostCentre);
  const add = useMutation({
    mutationFn: async () => {
      if (kind === 'holder') {
        const added = (await api.POST('/api/holders', { body: holder })).data as Holder;
        return { id: added.id, words: `${added.firstName} ${added.lastName}`.trim() };
      }
      const added = (await api.POST('/api/cost-centres', { body: centre })).data as CostCentre;
      return { id: added.id, words: added.code };
    },
    onSuccess: async (added) => {
      await queries.invalidateQueries({ queryKey: ['holders'] });
      onAdded(added);
    },
  });
  const isMissing = (kind === 'holder' ? holder.lastName : centre.code).trim() === '';
  return (
    <fieldset className={styles.picker}>
      <legend>{words.add}</legend>
      {kind === 'holder' ? (
        <HolderFields draft={holder} onChange={setHolder} />
      ) : (
        <CostCentreFields draft={centre} onChange={setCentre} />
      )}
      {add.error && (
        <Notice kind="bad" announce>
          {problemIn(add.error).detail}
        </Notice>
      )}
      <div className={styles.acts}>
        <Button variant="default" onClick={onCancel}>
          {i18n.t({ id: 'holders.back-to-list', message: 'Back to the list' })}
        </Button>
        <GuardedButton
          variant="default"
          loading={add.isPending}
          reason={
            isMissing
              ? i18n.t({ id: 'holders.fill-in', message: 'Fill in what is marked with a star.' })
              : null
          }
          onClick={() => add.mutate()}
        >
          {i18n.t({ id: 'holders.add', message: 'Add' })}
        </GuardedButton>
      </div>
    </fieldset>
  );
}
