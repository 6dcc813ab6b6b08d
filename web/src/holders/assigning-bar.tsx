import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Assigned } from '../../../server/holders/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { assignMany, leaveAssigning, stopAssigning, useAssigning, type Work } from './assigning-store.ts';
import styles from './holders.module.css';

/** How far it is with many numbers; what was stopped or cut off can be gone on with. Nothing when nothing is under way. */
export function AssigningBar({ personId }: { personId: string }): ReactNode {
  const { work, isRunning, result, error } = useAssigning(personId);
  if (result) return <Done result={result} />;
  if (!work) return null;
  return isRunning ? <Running work={work} /> : <Stopped work={work} error={error} />;
}

function useWorkName({ wish }: Work): string {
  const { i18n } = useLingui();
  if (wish.act === 'assign')
    return wish.kind === 'holder'
      ? i18n.t({ id: 'holders.work.holder', message: 'Assigning a user' })
      : i18n.t({ id: 'holders.work.cost-centre', message: 'Assigning a cost centre' });
  return wish.kind === 'holder'
    ? i18n.t({ id: 'holders.work.end-holder', message: 'Ending with the user' })
    : i18n.t({ id: 'holders.work.end-cost-centre', message: 'Ending with the cost centre' });
}

function useDoneSentence({ done, count }: Work): string {
  const { i18n } = useLingui();
  const locale = useLocale();
  return i18n.t({
    id: 'holders.progress',
    message: '{done} of {count} numbers',
    values: { done: formatNumber(locale, done), count: formatNumber(locale, Math.max(count, done)) },
  });
}

function Running({ work }: { work: Work }): ReactNode {
  const { i18n } = useLingui();
  const name = useWorkName(work);
  const done = useDoneSentence(work);
  return (
    <section className={styles.work} aria-label={name}>
      <p className={styles.workName}>{name}</p>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={Math.max(work.count, work.done)}
        aria-valuenow={work.done}
        aria-valuetext={done}
      >
        <span style={{ width: `${Math.min(100, (100 * work.done) / Math.max(1, work.count))}%` }} />
      </div>
      <p className="tabular">{done}</p>
      <Button variant="default" onClick={stopAssigning}>
        {i18n.t({ id: 'holders.work.stop', message: 'Stop' })}
      </Button>
    </section>
  );
}

function Stopped({ work, error }: { work: Work; error: unknown }): ReactNode {
  const { i18n } = useLingui();
  const name = useWorkName(work);
  const done = useDoneSentence(work);
  const sentence = useProblemSentence();
  return (
    <Notice
      kind={error ? 'bad' : 'warn'}
      announce
      title={i18n.t({
        id: 'holders.work.stopped',
        message: '{name}: stopped at {done}',
        values: { name, done },
      })}
    >
      <p>
        {error
          ? sentence(problemIn(error))
          : i18n.t({
              id: 'holders.work.kept',
              message: 'What is done stays. You can go on with the others when you like.',
            })}
      </p>
      <div className={styles.acts}>
        <Button variant="default" onClick={leaveAssigning}>
          {i18n.t({ id: 'holders.work.leave', message: 'Leave it so' })}
        </Button>
        <Button onClick={() => void assignMany(work)}>
          {i18n.t({ id: 'holders.work.go-on', message: 'Go on' })}
        </Button>
      </div>
    </Notice>
  );
}

function Done({ result }: { result: Assigned }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Notice kind={result.refused > 0 ? 'warn' : 'good'} announce>
      <p>{useResultSentence(result)}</p>
      <Button variant="default" onClick={leaveAssigning}>
        {i18n.t({ id: 'kit.close', message: 'Close' })}
      </Button>
    </Notice>
  );
}

function useResultSentence({ changed, refused }: Assigned): string {
  const { i18n } = useLingui();
  const done = i18n.t({
    id: 'holders.changed',
    message:
      '{changed, plural, =0 {No number was changed.} one {# number was changed.} other {# numbers were changed.}}',
    values: { changed },
  });
  if (refused === 0) return done;
  const left = i18n.t({
    id: 'holders.refused',
    message:
      '{refused, plural, one {# stays as it is: it has had another one since a later day.} other {# stay as they are: they have had another one since a later day.}}',
    values: { refused },
  });
  return `${done} ${left}`;
}
