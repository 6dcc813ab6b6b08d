import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Selection } from '../../../server/fleet/contract.ts';
import type { Assigned, AssignmentKind } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useToday } from '../orders/use-today.ts';
import { DayField } from './day-field.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';
import { assign } from './queries.ts';
import { TargetPicker } from './target-picker.tsx';

type Props = { kind: AssignmentKind; selection: Selection; count: number; onClose: () => void };

/** Gives one or many numbers a holder or a cost centre from a day on, and says how far it is when they are many. */
export function AssignDialog({ kind, selection, count, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const words = useKindWords(kind);
  const today = useToday();
  const [target, setTarget] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [done, setDone] = useState(0);
  const act = useMutation({
    mutationFn: (targetId: string) =>
      assign({ selection, kind, targetId, from, until: until || null }, setDone),
    // Also after a failure: some of many may have been done.
    onSettled: async (result) => {
      await queries.invalidateQueries({ queryKey: ['fleet'] });
      if (result?.refused === 0) onClose();
    },
  });
  const reason =
    target === null
      ? i18n.t({ id: 'holders.choose-first', message: 'Choose from the list first.' })
      : from === '' || (until !== '' && until < from)
        ? i18n.t({ id: 'holders.days-first', message: 'The last day cannot be before the first.' })
        : null;
  return (
    <Dialog
      title={words.give}
      onClose={onClose}
      actions={
        act.data ? (
          <Button onClick={onClose}>{i18n.t({ id: 'kit.close', message: 'Close' })}</Button>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
            </Button>
            <GuardedButton
              reason={reason}
              loading={act.isPending}
              onClick={() => target && act.mutate(target)}
            >
              {count === 1
                ? i18n.t({ id: 'holders.assign', message: 'Assign' })
                : i18n.t({
                    id: 'holders.assign-many',
                    message: '{count, plural, other {Assign to # numbers}}',
                    values: { count },
                  })}
            </GuardedButton>
          </>
        )
      }
    >
      {act.data ? (
        <Left result={act.data} />
      ) : (
        <div className={styles.form}>
          <TargetPicker kind={kind} chosen={target} onChoose={setTarget} />
          <div className={styles.days}>
            <DayField
              label={i18n.t({ id: 'holders.first-day', message: 'From' })}
              value={from}
              required
              onChange={setFrom}
            />
            <DayField
              label={i18n.t({ id: 'holders.until-day', message: 'Until (if known)' })}
              value={until}
              min={from}
              onChange={setUntil}
            />
          </div>
          {act.isPending && count > 1 && (
            <p role="status">
              {i18n.t({
                id: 'holders.progress',
                message: '{done} of {count} numbers',
                values: { done: formatNumber(locale, done), count: formatNumber(locale, count) },
              })}
            </p>
          )}
          {act.error && (
            <Notice kind="bad" announce>
              {problemIn(act.error).detail}
            </Notice>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Left({ result }: { result: Assigned }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Notice kind="warn" announce>
      {i18n.t({
        id: 'holders.left',
        message:
          '{changed, plural, one {# number was changed.} other {# numbers were changed.}} {refused, plural, one {# stays as it is: it has had another one since a later day.} other {# stay as they are: they have had another one since a later day.}}',
        values: { changed: result.changed, refused: result.refused },
      })}
    </Notice>
  );
}
