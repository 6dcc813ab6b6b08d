import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Assignment, AssignmentKind } from '../../../server/holders/contract.ts';
import { queries } from '../api/queries.ts';
import { DateTime } from '../kit/date-time.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useCompanyName } from '../sign-in/company-name.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { AssignmentHistory, useAssignedName } from './assignment-history.tsx';
import { EndDialog } from './end-dialog.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';
import { lineAssignmentsQuery, withdraw } from './queries.ts';

/** Who uses a number and what it is charged to, since when; what is planned; what was before. */
export function LineAssignments({ lineId }: { lineId: string }): ReactNode {
  const { i18n } = useLingui();
  const { data, error, refetch } = useQuery(lineAssignmentsQuery(lineId));
  return (
    <section className={styles.section} aria-labelledby="line-assignments">
      <h2 id="line-assignments">{i18n.t({ id: 'holders.line.title', message: 'User and cost centre' })}</h2>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className={styles.pair}>
          <Assigned lineId={lineId} kind="holder" held={data?.holders} />
          <Assigned lineId={lineId} kind="cost-centre" held={data?.costCentres} />
        </div>
      )}
    </section>
  );
}

function Assigned(props: {
  lineId: string;
  kind: AssignmentKind;
  held: Assignment[] | undefined;
}): ReactNode {
  const { lineId, kind, held } = props;
  const { i18n } = useLingui();
  const words = useKindWords(kind);
  const assignedName = useAssignedName();
  const company = useCompanyName();
  const readOnly = useReadOnlyReason();
  const [open, setOpen] = useState<'assign' | 'end' | null>(null);
  const current = held?.find(({ phase }) => phase === 'current');
  const planned = held?.filter(({ phase }) => phase === 'planned').toReversed() ?? [];
  const selection = { lineIds: [lineId] };
  const close = () => setOpen(null);
  return (
    <div className={styles.card}>
      <h3>{words.name}</h3>
      {held === undefined ? (
        <div className={styles.blank} aria-busy />
      ) : (
        <>
          <p className={styles.now}>
            {current ? (
              <strong>{assignedName(current)}</strong>
            ) : (
              <span>{kind === 'holder' ? company : words.none}</span>
            )}
            {current && (
              <span className={styles.quiet}>
                {i18n.t({ id: 'fleet.since', message: 'since' })} <DateTime at={current.from} />
                {current.until && (
                  <>
                    {' '}
                    {i18n.t({ id: 'fleet.until', message: 'until' })} <DateTime at={current.until} />
                  </>
                )}
              </span>
            )}
          </p>
          {planned.map((each) => (
            <Planned key={each.id} lineId={lineId} kind={kind} planned={each} readOnly={readOnly} />
          ))}
          <div className={styles.acts}>
            <GuardedButton variant="default" reason={readOnly} onClick={() => setOpen('assign')}>
              {current ? words.change : words.give}
            </GuardedButton>
            {current && current.until === null && (
              <GuardedButton variant="default" reason={readOnly} onClick={() => setOpen('end')}>
                {words.end}
              </GuardedButton>
            )}
          </div>
          <AssignmentHistory name={words.name} held={held} />
        </>
      )}
      {open === 'assign' && <AssignDialog kind={kind} selection={selection} count={1} onClose={close} />}
      {open === 'end' && current && (
        <EndDialog kind={kind} selection={selection} count={1} current={current} onClose={close} />
      )}
    </div>
  );
}

function Planned(props: {
  lineId: string;
  kind: AssignmentKind;
  planned: Assignment;
  readOnly: string | null;
}): ReactNode {
  const { lineId, kind, planned, readOnly } = props;
  const { i18n } = useLingui();
  const assignedName = useAssignedName();
  const take = useMutation({
    mutationFn: () => withdraw(lineId, kind, planned.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['fleet', 'line', lineId] }),
  });
  return (
    <div className={styles.planned}>
      <span>
        {i18n.t({ id: 'holders.from', message: 'from' })} <DateTime at={planned.from} />
        {planned.until && (
          <>
            {' '}
            {i18n.t({ id: 'fleet.until', message: 'until' })} <DateTime at={planned.until} />
          </>
        )}
        {': '}
        <strong>{assignedName(planned)}</strong>
      </span>
      {readOnly === null && (
        <Button
          variant="subtle"
          loading={take.isPending}
          aria-label={i18n.t({
            id: 'holders.withdraw.of',
            message: 'Take back {name}',
            values: { name: assignedName(planned) },
          })}
          onClick={() => take.mutate()}
        >
          {i18n.t({ id: 'holders.withdraw', message: 'Take back' })}
        </Button>
      )}
      {take.error && (
        <Notice kind="bad" announce>
          {problemIn(take.error).detail}
        </Notice>
      )}
    </div>
  );
}
