import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RepairRequest } from '../../../server/reconciliation/contract.ts';
import { BulkBar } from '../kit/bulk-bar.tsx';
import { formatNumber } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { DriftDialog } from './drift-dialog.tsx';
import type { DriftAct } from './drift-words.ts';

type Props = {
  count: number;
  selection: RepairRequest['selection'];
  /** Whether some of them may be taken over, as far as the page can see. */
  mayTakeOver: boolean;
  /** How many fit the filter in all, when not all of them are chosen already. */
  more: number | null;
  onAll: () => void;
  onNone: () => void;
  onDone: (sentence: string) => void;
};

/** What staff can do with the differences they have chosen. */
export function DriftBar({ count, selection, mayTakeOver, more, onAll, onNone, onDone }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [asking, setAsking] = useState<DriftAct | null>(null);
  return (
    <>
      <BulkBar
        count={i18n.t({
          id: 'fallout.chosen',
          message: '{count, plural, one {# number selected} other {# numbers selected}}',
          values: { count },
        })}
      >
        {more !== null && (
          <Button variant="default" onClick={onAll}>
            {i18n.t({
              id: 'fallout.choose-all',
              message: 'Select all {count} that fit',
              values: { count: formatNumber(locale, more) },
            })}
          </Button>
        )}
        <Button variant="default" onClick={onNone}>
          {i18n.t({ id: 'fallout.choose-none', message: 'Clear the selection' })}
        </Button>
        <GuardedButton
          variant="default"
          reason={
            mayTakeOver
              ? null
              : i18n.t({
                  id: 'drift.take-over.impossible',
                  message: 'No change of options says what the network has for these numbers.',
                })
          }
          onClick={() => setAsking('take-over')}
        >
          {i18n.t({ id: 'drift.take-over', message: 'Take over what the network has…' })}
        </GuardedButton>
        <Button onClick={() => setAsking('repair')}>
          {i18n.t({ id: 'drift.repair', message: 'Correct the network…' })}
        </Button>
      </BulkBar>
      {asking && (
        <DriftDialog
          act={asking}
          count={count}
          selection={selection}
          onDone={onDone}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
