import { useLingui } from '@lingui/react';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FalloutFilter, FalloutHandled, HandlingAction } from '../../../server/fallout/contract.ts';
import { Dialog } from '../kit/dialog.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import styles from './operator.module.css';
import { handleFallout } from './queries.ts';
import { useHandlingWords } from './handling-words.ts';

export type FalloutSelection = { itemIds: string[] } | { filter: FalloutFilter; until: string };

type Props = {
  action: HandlingAction;
  count: number;
  selection: FalloutSelection;
  onClose: () => void;
  onHandled: (sentence: string) => void;
};

/** Asks once before staff's act on failed numbers, with its effect and its note, and shows how far it is. */
export function HandleDialog({ action, count, selection, onClose, onHandled }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const words = useHandlingWords(action, count);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [done, setDone] = useState<FalloutHandled | null>(null);
  const [id] = useState(() => crypto.randomUUID());
  const act = useMutation({
    mutationFn: () => handleFallout({ id, action, note: note.trim(), selection }, setDone),
    onSuccess: (result) => onHandled(words.done(result)),
  });
  const confirm = () => {
    if (words.note && note.trim() === '') setMissing(true);
    else act.mutate();
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button loading={act.isPending} onClick={confirm}>
            {words.act}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{words.effect}</p>
        {words.note && (
          <Textarea
            label={words.note}
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
            error={
              missing ? i18n.t({ id: 'fallout.note-needed', message: 'Write it down first.' }) : undefined
            }
          />
        )}
        {act.isPending && done && (
          <p role="status">
            {i18n.t({
              id: 'fallout.progress',
              message: '{done} done, {left} to go',
              values: { done: formatNumber(locale, done.handled), left: formatNumber(locale, done.left) },
            })}
          </p>
        )}
        {act.error && (
          <Notice kind="bad" announce>
            {problemIn(act.error).detail}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
