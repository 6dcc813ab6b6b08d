import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { HandlingAction } from '../../../server/fallout/contract.ts';
import { BulkBar } from '../kit/bulk-bar.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { type FalloutSelection, HandleDialog } from './handle-dialog.tsx';

type Props = {
  count: number;
  /** How many fit the filter in all, when not all of them are chosen already. */
  more: number | null;
  selection: FalloutSelection;
  onAll: () => void;
  onNone: () => void;
  onHandled: (sentence: string) => void;
};

/** What staff can do with the numbers they have chosen. */
export function HandleBar({ count, more, selection, onAll, onNone, onHandled }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [asking, setAsking] = useState<HandlingAction | null>(null);
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
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {i18n.t({ id: 'fallout.cancel', message: 'Cancel…' })}
        </Button>
        <Button variant="default" onClick={() => setAsking('complete')}>
          {i18n.t({ id: 'fallout.complete', message: 'Complete by hand…' })}
        </Button>
        <Button onClick={() => setAsking('retry')}>
          {i18n.t({ id: 'fallout.retry', message: 'Retry…' })}
        </Button>
      </BulkBar>
      {asking && (
        <HandleDialog
          action={asking}
          count={count}
          selection={selection}
          onClose={() => setAsking(null)}
          onHandled={(sentence) => {
            setAsking(null);
            onHandled(sentence);
          }}
        />
      )}
    </>
  );
}
