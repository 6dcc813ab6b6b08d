import { useLingui } from '@lingui/react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PastedList } from '../../../server/finding/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { pasteList, pastedListQuery } from './queries.ts';
import styles from './pasted-list.module.css';

/** Hands pasted numbers to the server, which keeps them as a list; `onList` is told its id. */
export function usePasteList(onList: (listId: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => pasteList({ id: crypto.randomUUID(), text }),
    onSuccess: (list) => {
      queries.setQueryData(pastedListQuery(list.id).queryKey, list);
      onList(list.id);
    },
  });
}

/** What became of the last paste: on its way, or why it is no list. */
export function PasteState({ paste }: { paste: ReturnType<typeof usePasteList> }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  return (
    <>
      <p role="status" className={paste.isPending ? styles.pending : 'visually-hidden'}>
        {paste.isPending
          ? i18n.t({ id: 'fleet.pasted.pending', message: 'Looking for the pasted numbers…' })
          : ''}
      </p>
      {paste.error && (
        <Notice kind="bad" announce>
          {sentence(problemIn(paste.error))}
        </Notice>
      )}
    </>
  );
}

/** The name of a pasted list among the filters, and how many numbers it shows. */
export function usePastedWords(): { name: string; value: (list: PastedList | undefined) => string } {
  const { i18n } = useLingui();
  const locale = useLocale();
  return {
    name: i18n.t({ id: 'fleet.pasted', message: 'Pasted list' }),
    value: (list) =>
      list
        ? i18n.t({
            id: 'fleet.pasted.count',
            message: '{count, plural, one {{shown} number} other {{shown} numbers}}',
            values: { count: list.lines, shown: formatNumber(locale, list.lines) },
          })
        : '…',
  };
}
