import { useLingui } from '@lingui/react';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { Rhythm, Schedule } from '../../../server/schedules/contract.ts';
import type { SavedView } from '../../../server/views/contract.ts';
import { useWriting } from '../fleet/export-writing.tsx';
import { useListLayout } from '../fleet/list-layout.ts';
import { viewsQuery } from '../fleet/view-queries.ts';
import { Dialog, focusFirst } from '../kit/dialog.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { useLocale } from '../kit/locale.ts';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { RhythmFields } from './rhythm-fields.tsx';
import { changeSchedule, makeSchedule, usualRhythm } from './schedule-queries.ts';
import styles from './schedules.module.css';

type Props = {
  /** The schedule that is changed; left out: a new one. */
  schedule?: Schedule;
  /** The view that is chosen at first. */
  viewId?: string | undefined;
  onClose: () => void;
};

/** Has a view written as a file every week or month, or changes how. */
export function ScheduleDialog({ schedule, viewId: firstView, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const views = useQuery(viewsQuery);
  const { isKnown } = useListLayout();
  const formId = useId();
  const [isSending, setSending] = useState(false);
  const ready = views.data && views.data.length > 0 && isKnown;
  return (
    <Dialog
      title={
        schedule
          ? i18n.t({ id: 'exports.schedule.change.title', message: 'Change the regular export' })
          : i18n.t({ id: 'exports.schedule.make.title', message: 'Export a view regularly' })
      }
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          {ready && (
            <Button type="submit" form={formId} loading={isSending}>
              {schedule
                ? i18n.t({ id: 'exports.schedule.change.act', message: 'Save the changes' })
                : i18n.t({ id: 'exports.schedule.make.act', message: 'Export regularly' })}
            </Button>
          )}
        </>
      }
    >
      {views.error && <ErrorState error={views.error} onRetry={() => void views.refetch()} />}
      {views.data?.length === 0 && (
        <p>
          {i18n.t({
            id: 'exports.schedule.no-view',
            message:
              'There is no view yet. In your list of numbers, search or filter, then choose “Views” and “Save as a view…”.',
          })}
        </p>
      )}
      {ready && (
        <ScheduleForm
          id={formId}
          views={views.data}
          schedule={schedule}
          firstView={schedule ? schedule.viewId : (firstView ?? null)}
          onSending={setSending}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

type FormProps = {
  id: string;
  views: SavedView[];
  schedule: Schedule | undefined;
  firstView: string | null;
  onSending: (isSending: boolean) => void;
  onDone: () => void;
};

function ScheduleForm({ id, views, schedule, firstView, onSending, onDone }: FormProps): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const columns = useListLayout().own?.columns ?? null;
  const [usualWriting] = useWriting();
  const [newId] = useState(() => crypto.randomUUID());
  const known = views.some((view) => view.id === firstView) ? firstView : null;
  const [viewId, setViewId] = useState(known ?? '');
  const [rhythm, setRhythm] = useState<Rhythm>(schedule?.rhythm ?? usualRhythm);
  const [format, setFormat] = useState(schedule?.format ?? 'xlsx');
  const [writing, setWriting] = useState(schedule?.writing ?? usualWriting);
  const [takesColumns, setTakesColumns] = useState(false);
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => {
      const wanted = { rhythm, format, writing };
      if (!schedule) return makeSchedule({ id: newId, viewId, ...wanted, locale, columns });
      return changeSchedule(schedule.id, {
        ...wanted,
        ...(viewId === schedule.viewId && schedule.state !== 'stopped' ? {} : { viewId }),
        ...(takesColumns ? { columns, locale } : {}),
      });
    },
    onMutate: () => onSending(true),
    onSettled: () => onSending(false),
    onSuccess: onDone,
  });
  const problem = send.error && problemIn(send.error);
  const isOfView = problem?.status === 404 || problem?.code.startsWith('schedule-view') === true;
  const viewError =
    asked && viewId === ''
      ? i18n.t({ id: 'exports.schedule.view.missing', message: 'Choose a view.' })
      : problem && isOfView
        ? i18n.t({
            id: 'exports.schedule.view.gone',
            message: 'This view is not there any more. Choose another one.',
          })
        : null;
  return (
    <form
      id={id}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (viewId !== '' && !send.isPending) send.mutate();
      }}
    >
      <NativeSelect
        label={i18n.t({ id: 'exports.schedule.view', message: 'View' })}
        description={i18n.t({
          id: 'exports.schedule.view.hint',
          message: 'The file holds what the view shows on that day.',
        })}
        value={viewId}
        ref={focusFirst}
        error={viewError}
        data={[
          ...(viewId === ''
            ? [{ value: '', label: i18n.t({ id: 'exports.schedule.view.choose', message: 'Choose…' }) }]
            : []),
          ...views.map((view) => ({
            value: view.id,
            label: view.mine ? view.name : `${view.name} · ${view.owner}`,
          })),
        ]}
        onChange={({ currentTarget }) => {
          setViewId(currentTarget.value);
          send.reset();
        }}
      />
      <RhythmFields rhythm={rhythm} onChange={setRhythm} />
      <div className={styles.fields}>
        <NativeSelect
          label={i18n.t({ id: 'exports.schedule.file', message: 'File' })}
          value={format}
          data={[
            { value: 'xlsx', label: i18n.t({ id: 'fleet.export.xlsx', message: 'Excel (XLSX)' }) },
            { value: 'csv', label: i18n.t({ id: 'fleet.export.csv', message: 'CSV' }) },
          ]}
          onChange={({ currentTarget }) => setFormat(currentTarget.value === 'csv' ? 'csv' : 'xlsx')}
        />
        <NativeSelect
          label={i18n.t({ id: 'fleet.export.writing', message: 'Dates and decimals' })}
          value={writing}
          data={[
            {
              value: 'local',
              label: i18n.t({
                id: 'fleet.export.writing.local',
                message: 'For spreadsheets: 13/06/2026, 12.50',
              }),
            },
            {
              value: 'iso',
              label: i18n.t({
                id: 'fleet.export.writing.iso',
                message: 'For programs (ISO): 2026-06-13, 12.50',
              }),
            },
          ]}
          onChange={({ currentTarget }) => setWriting(currentTarget.value === 'iso' ? 'iso' : 'local')}
        />
      </div>
      {schedule ? (
        <Checkbox
          label={i18n.t({
            id: 'exports.schedule.columns.take',
            message: 'Take the columns and the language that I see now',
          })}
          description={i18n.t({
            id: 'exports.schedule.columns.kept',
            message: 'Else they stay as in the files so far.',
          })}
          checked={takesColumns}
          onChange={(event) => setTakesColumns(event.currentTarget.checked)}
        />
      ) : (
        <p className={styles.quiet}>
          {i18n.t({
            id: 'exports.schedule.columns.first',
            message:
              'The columns and their order are those of your list today. Each file is told of by mail, and only you can fetch it.',
          })}
        </p>
      )}
      {problem && !isOfView && <p role="alert">{sentence(problem)}</p>}
    </form>
  );
}
