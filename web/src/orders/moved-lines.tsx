import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { MovedLine } from '../../../server/quotes/contract.ts';
import { Notice } from '../kit/notice.tsx';
import type { Problem } from '../kit/problem.ts';
import { ActionList } from './action-list.tsx';
import { reduceQuote } from './queries.ts';
import styles from './quote-page.module.css';

type Props = { problem: Problem; quoteId: string; onRenewed: () => void };

/** Numbers that changed between the quote and the order: what is different now, and a way on that loses nothing. */
export function MovedLines({ problem, quoteId, onRenewed }: Props): ReactNode {
  const { i18n } = useLingui();
  const renew = useMutation({ mutationFn: () => reduceQuote(quoteId, {}), onSuccess: onRenewed });
  const lines = (problem.extra?.['lines'] ?? []) as MovedLine[];
  return (
    <Notice kind="warn" announce title={problem.detail}>
      <ul className={styles.leftOut}>
        {lines.map((line) => (
          <li key={line.lineId}>
            <strong className="tabular">{showMsisdn(line.msisdn)}</strong>
            {line.present === null ? (
              <p>{i18n.t({ id: 'orders.moved.gone', message: 'is no longer in your fleet' })}</p>
            ) : line.present.eligible ? (
              <ActionList actions={line.present.actions} priced />
            ) : (
              <p>{line.present.reasons.map((reason) => reason.sentence).join(' · ')}</p>
            )}
          </li>
        ))}
      </ul>
      <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
        {i18n.t({ id: 'orders.moved.renew', message: 'Bring the summary up to date' })}
      </Button>
    </Notice>
  );
}
