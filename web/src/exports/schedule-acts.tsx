import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Schedule } from '../../../server/schedules/contract.ts';
import { ConfirmButton } from '../kit/confirm-button.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { pauseSchedule, removeSchedule, resumeSchedule, runSchedule } from './schedule-queries.ts';
import styles from './exports.module.css';

const ScheduleDialog = lazy(async () => ({
  default: (await import('./schedule-dialog.tsx')).ScheduleDialog,
}));

/** Runs, pauses, lets go on, changes and deletes one schedule. */
export function ScheduleActs({ one }: { one: Schedule }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const [isChanging, setChanging] = useState(false);
  const act = useMutation({ mutationFn: (wanted: (id: string) => Promise<void>) => wanted(one.id) });
  const named = (what: string) => `${what}: ${one.viewName}`;
  const run = i18n.t({ id: 'exports.schedule.run', message: 'Run now' });
  const pause = i18n.t({ id: 'exports.schedule.pause', message: 'Pause' });
  const resume = i18n.t({ id: 'exports.schedule.resume', message: 'Go on' });
  const change = i18n.t({ id: 'exports.schedule.change', message: 'Change' });
  return (
    <div className={styles.buttons}>
      {one.viewId !== null && one.last?.state !== 'under-way' && (
        <Button
          variant="default"
          size="compact-md"
          disabled={act.isPending}
          aria-label={named(run)}
          onClick={() => act.mutate(runSchedule)}
        >
          {run}
        </Button>
      )}
      {one.state === 'active' && (
        <Button
          variant="default"
          size="compact-md"
          disabled={act.isPending}
          aria-label={named(pause)}
          onClick={() => act.mutate(pauseSchedule)}
        >
          {pause}
        </Button>
      )}
      {one.state !== 'active' && one.viewId !== null && (
        <Button
          variant="default"
          size="compact-md"
          disabled={act.isPending}
          aria-label={named(resume)}
          onClick={() => act.mutate(resumeSchedule)}
        >
          {resume}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-md"
        aria-label={named(change)}
        onClick={() => {
          act.reset();
          setChanging(true);
        }}
      >
        {change}
      </Button>
      <ConfirmButton
        size="compact-md"
        disabled={act.isPending}
        aria-label={named(i18n.t({ id: 'exports.delete', message: 'Delete' }))}
        title={i18n.t({
          id: 'exports.schedule.delete.title',
          message: 'Delete the regular export “{name}”?',
          values: { name: one.viewName },
        })}
        effect={i18n.t({
          id: 'exports.schedule.delete.effect',
          message: 'Nothing more is written. The files that are there stay until their day; the view stays.',
        })}
        act={i18n.t({ id: 'exports.schedule.delete.act', message: 'Delete the regular export' })}
        onConfirm={() => act.mutate(removeSchedule)}
      >
        {i18n.t({ id: 'exports.delete', message: 'Delete' })}
      </ConfirmButton>
      {act.error && <p role="alert">{sentence(problemIn(act.error))}</p>}
      {isChanging && (
        <Suspense>
          <ScheduleDialog schedule={one} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </div>
  );
}
