import { useLingui } from '@lingui/react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { mostBytes } from '../../../server/imports/contract.ts';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { problemIn, ProblemError } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { DropZone } from './drop-zone.tsx';
import { ImportHelp } from './import-help.tsx';
import { PasteBox } from './paste-box.tsx';
import { RecentImports } from './recent-imports.tsx';
import { sendFile } from './send-file.ts';
import styles from './imports.module.css';

/** Where a file with changes is chosen, dropped, or cells are pasted; below what was imported lately. */
export function ImportPage(): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in/fleet/import/' });
  const navigate = useNavigate();
  const readOnly = useReadOnlyReason();
  const sentence = useProblemSentence();
  const [sent, setSent] = useState(0);
  const tooLarge = i18n.t({
    id: 'refusal.file-too-large',
    message: 'This file is larger than {most} MB. Divide it into several files.',
    values: { most: Math.round(mostBytes / 1024 / 1024) },
  });
  const send = useMutation({
    mutationFn: (file: { content: Blob; name: string; isPasted: boolean }) => {
      setSent(0);
      // Told at once: what is refused while it is sent may reach nobody.
      if (file.content.size > mostBytes)
        throw new ProblemError({ status: 413, code: 'file-too-large', detail: tooLarge });
      return sendFile(file, setSent);
    },
    onSuccess: (made) =>
      navigate({ to: '/$locale/fleet/import/$import', params: { locale, import: made.id } }),
  });
  const title = i18n.t({ id: 'imports.title', message: 'Change numbers from a file' });
  const back = (
    <Link to="/$locale/fleet" params={{ locale }} className="link">
      {i18n.t({ id: 'imports.back', message: 'My numbers' })}
    </Link>
  );
  if (readOnly)
    return (
      <>
        <PageHeader title={title} back={back} />
        <Notice kind="info" title={readOnly} />
      </>
    );
  return (
    <>
      <PageHeader title={title} back={back} />
      <div className={styles.stack}>
        {send.error && <Notice kind="bad" announce title={sentence(problemIn(send.error))} />}
        <DropZone
          busy={send.isPending}
          sent={sent}
          onFile={(file) => send.mutate({ content: file, name: file.name, isPasted: false })}
        />
        <PasteBox
          busy={send.isPending}
          onPaste={(text) => send.mutate({ content: new Blob([text]), name: 'cells.tsv', isPasted: true })}
        />
        <ImportHelp />
        <RecentImports />
      </div>
    </>
  );
}
