import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { BadRows } from './bad-rows.tsx';
import { ImportCounts } from './import-counts.tsx';
import { SameFile } from './same-file.tsx';
import { TargetList } from './target-list.tsx';
import { UnknownCostCentres } from './unknown-cost-centres.tsx';
import { submitImport } from './queries.ts';
import styles from './imports.module.css';

type Props = { made: Import; onColumns: () => void };

/** What came out of the check of users or cost centres: who or what is given, which rows cannot be done and why; then the confirmation. */
export function TargetPreview({ made, onColumns }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const [again, setAgain] = useState(false);
  const submit = useMutation({ mutationFn: () => submitImport(made, again) });
  const added = made.targets?.added ?? 0;
  const nothing =
    made.rowsSame > 0 && made.rowsBad === 0
      ? i18n.t({ id: 'imports.all-so', message: 'All of it is so already: there is nothing to do.' })
      : i18n.t({ id: 'imports.nothing-good', message: 'No row can be carried out.' });
  const unsaid = i18n.t({
    id: 'imports.same.confirm',
    message: 'Confirm first that it is to be done again.',
  });
  const reason = made.rowsGood === 0 ? nothing : made.sameAs && !again ? unsaid : null;
  return (
    <div className={styles.layout}>
      <div className={styles.found}>
        {submit.error && <Notice kind="bad" announce title={sentence(problemIn(submit.error))} />}
        <ImportCounts made={made} />
        {made.sameAs && <SameFile sameAs={made.sameAs} again={again} onAgain={setAgain} />}
        {made.targets && made.targets.unknown.count > 0 && <UnknownCostCentres made={made} />}
      </div>
      <aside className={styles.totals} aria-labelledby="import-confirm">
        <h2 id="import-confirm" className={styles.heading}>
          {i18n.t({ id: 'imports.step.confirm', message: 'Confirm' })}
        </h2>
        <p className={styles.note}>
          {made.kind === 'holders'
            ? i18n.t({
                id: 'imports.holders.free',
                message:
                  'Who uses a number is written down here. Nothing changes in the network, and it costs nothing.',
              })
            : i18n.t({
                id: 'imports.cost-centres.free',
                message:
                  'What a number is charged to is written down here. Nothing changes in the network, and it costs nothing.',
              })}
        </p>
        {added > 0 && (
          <p>
            {made.kind === 'holders'
              ? i18n.t({
                  id: 'imports.holders.added',
                  message: '{count, plural, one {# user is added.} other {{shown} users are added.}}',
                  values: { count: added, shown: formatNumber(locale, added) },
                })
              : i18n.t({
                  id: 'imports.cost-centres.added',
                  message:
                    '{count, plural, one {# cost centre is added.} other {{shown} cost centres are added.}}',
                  values: { count: added, shown: formatNumber(locale, added) },
                })}
          </p>
        )}
        <GuardedButton
          fullWidth
          size="md"
          loading={submit.isPending}
          reason={reason}
          onClick={() => submit.mutate()}
        >
          {i18n.t({
            id: 'imports.carry-out',
            message: '{count, plural, one {Carry out # row} other {Carry out {shown} rows}}',
            values: { count: made.rowsGood, shown: formatNumber(locale, made.rowsGood) },
          })}
        </GuardedButton>
        <Button variant="default" fullWidth onClick={onColumns}>
          {i18n.t({ id: 'imports.columns-again', message: 'Change the columns' })}
        </Button>
      </aside>
      <div className={styles.details}>
        {made.targets && made.targets.most.length > 0 && <TargetList targets={made.targets} />}
        {made.rowsBad > 0 && <BadRows made={made} />}
      </div>
    </div>
  );
}
