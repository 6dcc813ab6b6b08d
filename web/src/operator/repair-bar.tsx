import { useLingui } from '@lingui/react';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DriftRepaired, RepairRequest } from '../../../server/reconciliation/contract.ts';
import { BulkBar } from '../kit/bulk-bar.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import styles from './operator.module.css';
import { repairDrift } from './queries.ts';

type Chosen = {
  count: number;
  selection: RepairRequest['selection'];
  onRepaired: (sentence: string) => void;
};
type Props = Chosen & {
  /** How many fit the filter in all, when not all of them are chosen already. */
  more: number | null;
  onAll: () => void;
  onNone: () => void;
};

/** What staff can do with the differences they have chosen. */
export function RepairBar({ more, onAll, onNone, ...chosen }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <BulkBar
        count={i18n.t({
          id: 'fallout.chosen',
          message: '{count, plural, one {# number selected} other {# numbers selected}}',
          values: { count: chosen.count },
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
        <Button onClick={() => setAsking(true)}>
          {i18n.t({ id: 'drift.repair', message: 'Correct the network…' })}
        </Button>
      </BulkBar>
      {asking && <RepairDialog {...chosen} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Asks once before a repair, with its effect and a note of why. */
function RepairDialog({
  count,
  selection,
  onRepaired,
  onClose,
}: Chosen & { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const doneSentence = useDoneSentence();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [id] = useState(() => crypto.randomUUID());
  const act = useMutation({
    mutationFn: () => repairDrift({ id, note: note.trim(), selection }),
    onSuccess: (done) => {
      onClose();
      onRepaired(doneSentence(done));
    },
  });
  return (
    <Dialog
      title={i18n.t({
        id: 'drift.repair.title',
        message:
          '{count, plural, one {Correct the network for # number?} other {Correct the network for # numbers?}}',
        values: { count },
      })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button
            loading={act.isPending}
            onClick={() => (note.trim() === '' ? setMissing(true) : act.mutate())}
          >
            {i18n.t({ id: 'drift.repair.act', message: 'Correct' })}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>
          {i18n.t({
            id: 'drift.repair.effect',
            message:
              'The network gets what the portal shows. The companies see it in their history as a correction by the operator; nothing changes on their numbers and nothing is charged.',
          })}
        </p>
        <Textarea
          label={i18n.t({ id: 'drift.repair.note', message: 'Why (for staff alone)' })}
          required
          withAsterisk
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
            setMissing(false);
          }}
          error={missing ? i18n.t({ id: 'fallout.note-needed', message: 'Write it down first.' }) : undefined}
        />
        {act.error && (
          <Notice kind="bad" announce>
            {problemIn(act.error).detail}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

function useDoneSentence(): (done: DriftRepaired) => string {
  const { i18n } = useLingui();
  return ({ repaired, notPossible, underWay }) =>
    [
      i18n.t({
        id: 'drift.repaired',
        message:
          '{count, plural, =0 {Nothing was ordered.} one {A correction of # number was ordered; it is compared again when it is done.} other {A correction of # numbers was ordered; they are compared again when it is done.}}',
        values: { count: repaired },
      }),
      underWay > 0 &&
        i18n.t({
          id: 'drift.repaired.under-way',
          message:
            '{count, plural, one {On # number a change is under way, or it has changed meanwhile: it is compared again.} other {On # numbers a change is under way, or they have changed meanwhile: they are compared again.}}',
          values: { count: underWay },
        }),
      notPossible > 0 &&
        i18n.t({
          id: 'drift.repaired.not-possible',
          message:
            '{count, plural, one {# number must be put right on the network element itself.} other {# numbers must be put right on the network element itself.}}',
          values: { count: notPossible },
        }),
    ]
      .filter(Boolean)
      .join(' ');
}
