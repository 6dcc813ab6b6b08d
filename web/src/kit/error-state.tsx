import { Button } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { problemIn } from './problem.ts';
import styles from './states.module.css';
import { useProblemSentence } from './use-problem-sentence.ts';

type Props = {
  /** What was thrown. */
  error: unknown;
  /** Tries again; without it no button is shown. */
  onRetry?: (() => void) | undefined;
  /** What else the person can do. */
  children?: ReactNode;
};

/** In place of a page or a list that could not be had: what happened, the id to quote, and the way on. */
export function ErrorState({ error, onRetry, children }: Props): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const problem = problemIn(error);
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle aria-hidden size={28} stroke={1.5} className={styles.bad} />
      <p className={styles.title}>{sentence(problem)}</p>
      {problem.requestId && (
        <p className={styles.note}>
          {i18n.t({
            id: 'kit.problem.reference',
            message: 'Reference: {id}',
            values: { id: problem.requestId },
          })}
        </p>
      )}
      <div className={styles.actions}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {i18n.t({ id: 'kit.retry', message: 'Try again' })}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}
