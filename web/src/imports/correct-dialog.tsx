import { useLingui } from '@lingui/react';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { BadRowList, ImportField, ImportRow } from '../../../server/imports/contract.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useFieldName } from './import-words.ts';
import { correctRow, rowQuery } from './queries.ts';
import styles from './imports.module.css';

type Props = { importId: string; bad: BadRowList['rows'][number]; onClose: () => void };

/** A bad row, written anew where it stands: its reason, and what its columns hold. */
export function CorrectDialog({ importId, bad, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { data: row, error, refetch } = useQuery(rowQuery(importId, bad.row));
  const title = i18n.t({
    id: 'imports.correct.title',
    message: 'Correct row {row}',
    values: { row: formatNumber(locale, bad.row) },
  });
  if (row) return <Fields importId={importId} title={title} bad={bad} row={row} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className={styles.blank} aria-busy />
      )}
    </Dialog>
  );
}

function Fields({
  importId,
  title,
  bad,
  row,
  onClose,
}: Props & { title: string; row: ImportRow }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const fieldName = useFieldName();
  const [texts, setTexts] = useState<Partial<Record<ImportField, string>>>({});
  const save = useMutation({
    mutationFn: () => {
      const kept = row.fields.map(({ field, text }) => [field, texts[field] ?? text]);
      return correctRow(importId, bad.row, Object.fromEntries(kept));
    },
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button loading={save.isPending} type="submit" form="correct-row">
            {i18n.t({ id: 'imports.correct.save', message: 'Save' })}
          </Button>
        </>
      }
    >
      <form
        id="correct-row"
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Notice kind="warn" title={bad.reason}>
          {bad.fix}
        </Notice>
        {row.fields.map(({ field, text }) => (
          <TextInput
            key={field}
            label={fieldName(field)}
            value={texts[field] ?? text}
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => setTexts({ ...texts, [field]: currentTarget.value })}
          />
        ))}
        {save.error && (
          <Notice kind="bad" announce>
            {sentence(problemIn(save.error))}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
