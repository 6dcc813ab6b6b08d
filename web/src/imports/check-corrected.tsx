import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { checkImport } from './queries.ts';
import styles from './imports.module.css';

/** Rows were corrected since the check: it takes them in. */
export function CheckCorrected({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const check = useMutation({ mutationFn: () => checkImport(made.id) });
  return (
    <Notice
      kind="info"
      title={i18n.t({
        id: 'imports.corrected.count',
        message:
          '{count, plural, one {# row is corrected and not checked yet} other {{shown} rows are corrected and not checked yet}}',
        values: { count: made.corrections, shown: formatNumber(locale, made.corrections) },
      })}
    >
      {check.error && <p role="alert">{sentence(problemIn(check.error))}</p>}
      <Button
        className={styles.again ?? ''}
        variant="default"
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {i18n.t({ id: 'imports.check-again', message: 'Check again' })}
      </Button>
    </Notice>
  );
}
