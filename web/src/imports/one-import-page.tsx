import { useLingui } from '@lingui/react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { ErrorState } from '../kit/error-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { ImportBar } from './import-bar.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportPreview } from './import-preview.tsx';
import { useCountWords } from './import-counts.tsx';
import { TargetPreview } from './target-preview.tsx';
import { useImportName } from './import-words.ts';
import { checkImport, correctReading, importQuery } from './queries.ts';
import styles from './imports.module.css';

/** One file on its way: its columns, the check of its rows, what came out, what was ordered or is being given. */
export function OneImportPage(): ReactNode {
  const { i18n } = useLingui();
  const { locale, import: importId } = useParams({ from: '/$locale/signed-in/fleet/import/$import' });
  const nameOf = useImportName();
  const { data: made, error, refetch } = useQuery(importQuery(importId));
  const back = (
    <Link to="/$locale/fleet/import" params={{ locale }} className="link">
      {i18n.t({ id: 'imports.title', message: 'Change numbers from a file' })}
    </Link>
  );
  const counted = useCountWords();
  // Who does not see the page hears that the check has begun and what it has found.
  const heard = (one: Import) =>
    one.state === 'checking'
      ? i18n.t({ id: 'imports.checking', message: 'The rows are being checked' })
      : one.state === 'checked'
        ? counted(one)
            .map(({ shown, name }) => `${shown} ${name}`)
            .join(', ')
        : one.state === 'carrying'
          ? i18n.t({ id: 'imports.carrying', message: 'The rows are being carried out' })
          : '';
  const title = made ? nameOf(made) : i18n.t({ id: 'imports.file', message: 'File' });
  return (
    <>
      <PageHeader title={title} back={back} />
      <p role="status" className="visually-hidden">
        {made ? heard(made) : ''}
      </p>
      {made && <Steps made={made} />}
      {!made && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!made && !error && <div className={styles.blank} aria-busy />}
      {made && <Step made={made} />}
    </>
  );
}

function Step({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const correct = useMutation({ mutationFn: () => correctReading(made.id, {}) });
  if (made.state === 'checking' || made.state === 'carrying') return <AtWork made={made} />;
  if (made.state === 'submitted') return <ImportDone made={made} />;
  if (made.state === 'checked' && made.kind !== 'options')
    return <TargetPreview made={made} onColumns={() => correct.mutate()} />;
  if (made.state === 'checked')
    return (
      <ImportPreview made={made} onColumns={() => correct.mutate()} onAgain={() => checkImport(made.id)} />
    );
  return (
    <div className={styles.stack}>
      {made.refusal && (
        <Notice
          kind="bad"
          announce
          title={i18n.t({ id: 'imports.refused', message: 'This file cannot be used as it is' })}
        >
          {made.refusal.sentence}
        </Notice>
      )}
      <ImportColumns key={JSON.stringify([made.reading, made.columns])} made={made} />
    </div>
  );
}

function Steps({ made: { state, kind } }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const reached = {
    receiving: 0,
    mapping: 0,
    refused: 0,
    checking: 1,
    checked: 2,
    carrying: 3,
    submitted: 3,
  }[state];
  const names = [
    i18n.t({ id: 'imports.step.columns', message: 'Columns' }),
    i18n.t({ id: 'imports.step.check', message: 'Check' }),
    i18n.t({ id: 'imports.step.confirm', message: 'Confirm' }),
    kind === 'options'
      ? i18n.t({ id: 'imports.step.done', message: 'Ordered' })
      : i18n.t({ id: 'imports.step.carried', message: 'Carried out' }),
  ];
  return (
    <ol className={styles.steps}>
      {names.map((name, place) => (
        <li
          key={name}
          className={styles.step}
          data-reached={place <= reached || undefined}
          aria-current={place === reached ? 'step' : undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}

function AtWork({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const isChecking = made.state === 'checking';
  const name = isChecking
    ? i18n.t({ id: 'imports.checking', message: 'The rows are being checked' })
    : i18n.t({ id: 'imports.carrying', message: 'The rows are being carried out' });
  return (
    <section className={styles.panel} aria-label={name}>
      <h2 className={styles.heading}>{name}</h2>
      <ImportBar name={name} part={made.progress} />
      <p className={styles.note}>
        {isChecking
          ? i18n.t({
              id: 'imports.checking.rows',
              message:
                '{count} rows so far. You may close this page: the check goes on, and you find it here again.',
              values: { count: formatNumber(locale, made.rowsRead) },
            })
          : i18n.t({
              id: 'imports.carrying.rows',
              message:
                '{count} rows. You may close this page: it goes on, and the bell tells you when it is done.',
              values: { count: formatNumber(locale, made.rowsGood) },
            })}
      </p>
    </section>
  );
}
