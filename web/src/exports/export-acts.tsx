import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Export } from '../../../server/exports/contract.ts';
import { ConfirmButton } from '../kit/confirm-button.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { fileAddress, isUnderWay, removeExport, retryExport } from './queries.ts';
import styles from './exports.module.css';

/** Downloads, tries again, gives up or deletes one file. `name` tells its buttons from those of the others. */
export function ExportActs({ one, name }: { one: Export; name: string }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const remove = useMutation({ mutationFn: () => removeExport(one.id) });
  const retry = useMutation({ mutationFn: () => retryExport(one.id) });
  const failure = remove.error ?? retry.error;
  const download = i18n.t({ id: 'exports.download', message: 'Download' });
  return (
    <div className={styles.buttons}>
      {one.mayDownload && (
        <Button
          component="a"
          size="compact-md"
          href={fileAddress(one)}
          download
          leftSection={<IconDownload aria-hidden size={16} />}
          aria-label={`${download}: ${one.fileName ?? name}`}
        >
          {download}
        </Button>
      )}
      {one.state === 'failed' && (
        <Button size="compact-md" disabled={retry.isPending} onClick={() => retry.mutate()}>
          {i18n.t({ id: 'exports.retry', message: 'Try again' })}
        </Button>
      )}
      {isUnderWay(one) ? (
        <Button
          variant="default"
          size="compact-md"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {i18n.t({ id: 'exports.cancel', message: 'Cancel' })}
        </Button>
      ) : (
        <ConfirmButton
          size="compact-md"
          disabled={remove.isPending}
          aria-label={i18n.t({
            id: 'exports.delete.name',
            message: 'Delete the export {name}',
            values: { name },
          })}
          title={i18n.t({ id: 'exports.delete.title', message: 'Delete this export?' })}
          effect={i18n.t({
            id: 'exports.delete.effect',
            message: 'Its file is gone then. Your numbers stay as they are; you can export them again.',
          })}
          act={i18n.t({ id: 'exports.delete.act', message: 'Delete the export' })}
          onConfirm={() => remove.mutate()}
        >
          {i18n.t({ id: 'exports.delete', message: 'Delete' })}
        </ConfirmButton>
      )}
      {failure && <p role="alert">{sentence(problemIn(failure))}</p>}
    </div>
  );
}
