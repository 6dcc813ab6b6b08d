import { useLingui } from '@lingui/react';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { RepairRequest } from '../../../server/reconciliation/contract.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { type DriftAct, useDriftWords } from './drift-words.ts';
import styles from './operator.module.css';
import { actOnDrift } from './queries.ts';

type Props = {
  act: DriftAct;
  count: number;
  selection: RepairRequest['selection'];
  onDone: (sentence: string) => void;
  onClose: () => void;
};

/** Asks once before differences are corrected or taken over, with the effect and a note of why. */
export function DriftDialog({ act, count, selection, onDone, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useDriftWords(act);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [id] = useState(() => crypto.randomUUID());
  const asked = useMutation({
    mutationFn: () => actOnDrift(act, { id, note: note.trim(), selection }),
    onSuccess: (done) => {
      onClose();
      onDone(words.done(done));
    },
  });
  return (
    <Dialog
      title={words.title(count)}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button
            loading={asked.isPending}
            onClick={() => (note.trim() === '' ? setMissing(true) : asked.mutate())}
          >
            {words.act}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{words.effect}</p>
        {words.money && <p>{words.money}</p>}
        <Textarea
          label={i18n.t({ id: 'drift.repair.note', message: 'Why (for staff alone)' })}
          required
          withAsterisk
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
            setMissing(false);
          }}
          error={missing ? i18n.t({ id: 'fallout.note-needed', message: 'Write it down first.' }) : undefined}
        />
        {asked.error && (
          <Notice kind="bad" announce>
            {problemIn(asked.error).detail}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
