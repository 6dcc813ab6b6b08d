import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Selection } from '../../../server/fleet/contract.ts';
import type { Assignment, AssignmentKind } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useToday } from '../orders/use-today.ts';
import { useAssignedName } from './assignment-history.tsx';
import { DayField } from './day-field.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';
import { endAssignment } from './queries.ts';

type Props = { kind: AssignmentKind; selection: Selection; current: Assignment; onClose: () => void };

/** Asks for the last day on which a number has its holder or cost centre. */
export function EndDialog({ kind, selection, current, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords(kind);
  const assignedName = useAssignedName();
  const today = useToday();
  const [on, setOn] = useState(today);
  const end = useMutation({
    mutationFn: () => endAssignment({ selection, kind, on }, () => {}),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['fleet'] });
      onClose();
    },
  });
  return (
    <Dialog
      title={words.end}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button loading={end.isPending} disabled={on === ''} onClick={() => end.mutate()}>
            {i18n.t({ id: 'holders.end.act', message: 'End' })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          <strong>{assignedName(current)}</strong>
        </p>
        <DayField
          label={i18n.t({ id: 'holders.last-day', message: 'Last day' })}
          value={on}
          min={current.from}
          required
          onChange={setOn}
        />
        {end.error && (
          <Notice kind="bad" announce>
            {problemIn(end.error).detail}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
