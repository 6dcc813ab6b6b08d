import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { formatNumber } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { QuoteTotals } from '../orders/quote-totals.tsx';
import { BadRows } from './bad-rows.tsx';
import { ImportCounts } from './import-counts.tsx';
import { SameFile } from './same-file.tsx';
import { submitImport } from './queries.ts';
import styles from './imports.module.css';

type Props = { made: Import; onColumns: () => void; onAgain: () => Promise<unknown> };

/** What came out of the check of options: what will be done, what it costs, which rows cannot be done and why; then the confirmation. */
export function ImportPreview({ made, onColumns, onAgain }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const [again, setAgain] = useState(false);
  const check = useMutation({ mutationFn: onAgain });
  const submit = useMutation({ mutationFn: () => submitImport(made, again) });
  const error = submit.error ?? check.error;
  const nothing = i18n.t({ id: 'imports.nothing-good', message: 'No row can be carried out.' });
  const expired = made.quote === null && made.rowsGood > 0;
  const reason = made.rowsGood === 0 ? nothing : made.sameAs && !again ? sameReason() : null;
  function sameReason(): string {
    return i18n.t({ id: 'imports.same.confirm', message: 'Confirm first that it is to be done again.' });
  }
  return (
    <div className={styles.layout}>
      <div className={styles.found}>
        {error && <Notice kind="bad" announce title={sentence(problemIn(error))} />}
        <ImportCounts made={made} />
        {made.sameAs && <SameFile sameAs={made.sameAs} again={again} onAgain={setAgain} />}
      </div>
      <aside className={styles.totals} aria-labelledby="import-price">
        <h2 id="import-price" className={styles.heading}>
          {i18n.t({ id: 'imports.price', message: 'Price' })}
        </h2>
        {made.quote && <QuoteTotals quote={made.quote} stale={false} lineCount={made.quote.lineCount} />}
        {expired && (
          <p className={styles.note}>
            {i18n.t({
              id: 'imports.expired',
              message: 'These prices were valid for half an hour. Check the rows again.',
            })}
          </p>
        )}
        {expired ? (
          <Button fullWidth loading={check.isPending} onClick={() => check.mutate()}>
            {i18n.t({ id: 'imports.check-again', message: 'Check again' })}
          </Button>
        ) : (
          <GuardedButton
            fullWidth
            size="md"
            loading={submit.isPending}
            reason={reason}
            onClick={() => submit.mutate()}
          >
            {i18n.t({
              id: 'imports.confirm',
              message: '{count, plural, one {Order for # number} other {Order for {shown} numbers}}',
              values: {
                count: made.quote?.eligibleCount ?? 0,
                shown: formatNumber(locale, made.quote?.eligibleCount ?? 0),
              },
            })}
          </GuardedButton>
        )}
        {!expired && problemIn(submit.error).code === 'lines-moved' && (
          <Button variant="default" fullWidth loading={check.isPending} onClick={() => check.mutate()}>
            {i18n.t({ id: 'imports.check-again', message: 'Check again' })}
          </Button>
        )}
        <Button variant="default" fullWidth onClick={onColumns}>
          {i18n.t({ id: 'imports.columns-again', message: 'Change the columns' })}
        </Button>
      </aside>
      <div className={styles.details}>
        {made.changes.length > 0 && <Changes made={made} />}
        {made.rowsBad > 0 && <BadRows made={made} />}
      </div>
    </div>
  );
}

function Changes({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { optionName } = useCatalogue();
  return (
    <section className={styles.panel} aria-labelledby="import-changes">
      <h2 id="import-changes" className={styles.heading}>
        {i18n.t({ id: 'imports.changes', message: 'What will be done' })}
      </h2>
      <ul className={styles.changes}>
        {made.changes.map((change) => (
          <li key={JSON.stringify(change)}>
            <strong className="tabular">{formatNumber(locale, change.count)}</strong>
            <span>
              {[
                ...change.add.map((code) => `+ ${optionName(code)}`),
                ...change.remove.map((code) => `− ${optionName(code)}`),
              ].join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
