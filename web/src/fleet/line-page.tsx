import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import type { LineDetail } from '../../../server/fleet/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { problemIn } from '../kit/problem.ts';
import { useCompanyName } from '../sign-in/company-name.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { HeldOptions } from './held-options.tsx';
import styles from './line-page.module.css';
import { LineStatusIcon, useStatusReasonName } from './line-status-icon.tsx';
import { ProductIcon } from './product-icon.tsx';
import { lineQuery } from './queries.ts';

/** One number: plan, holder, customer number, SIM, status, options, and what was and is being changed. */
export function LinePage({
  assignments: Assignments,
  life: Life,
  history: History,
}: {
  assignments: ComponentType<{ lineId: string }>;
  life: ComponentType<{ line: LineDetail }>;
  history: ComponentType<{ lineId: string }>;
}): ReactNode {
  const { i18n } = useLingui();
  const { locale, line: lineId } = useParams({ from: '/$locale/signed-in/fleet/$line' });
  const navigate = useNavigate();
  const readOnly = useReadOnlyReason();
  const { data: line, error, refetch } = useQuery(lineQuery(lineId));
  const back = (
    <Link className="link" to="/$locale/fleet" params={{ locale }} activeOptions={{ exact: true }}>
      {i18n.t({ id: 'fleet.back', message: 'All numbers' })}
    </Link>
  );
  if (error) {
    return (
      <>
        <PageHeader title={i18n.t({ id: 'fleet.column.number', message: 'Number' })} back={back} />
        {problemIn(error).status === 404 ? (
          <EmptyState title={problemIn(error).detail} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  const inactive =
    line && line.status !== 'active'
      ? i18n.t({ id: 'fleet.line.inactive', message: 'Options can only be changed on an active number.' })
      : null;
  return (
    <>
      <PageHeader
        title={line ? showMsisdn(line.msisdn) : '…'}
        back={back}
        freshness={
          line && (
            <span className={styles.meta}>
              <LineStatusIcon status={line.status} withText />
              <span>
                {i18n.t({ id: 'fleet.synced', message: 'Last update:' })} <DateTime at={line.syncedAt} />
              </span>
            </span>
          )
        }
        actions={
          line && (
            <>
              <Life line={line} />
              <GuardedButton
                reason={readOnly ?? inactive}
                {...(line.status === 'suspended' ? { variant: 'default' } : {})}
                onClick={() =>
                  void navigate({ to: '/$locale/fleet/$line/options', params: { locale, line: lineId } })
                }
              >
                {i18n.t({ id: 'fleet.change-options', message: 'Change options' })}
              </GuardedButton>
            </>
          )
        }
      />
      <div className={styles.page}>
        {line ? <Facts line={line} /> : <div className={styles.blank} aria-busy />}
        {line && <Assignments lineId={lineId} />}
        {line && <HeldOptions line={line} />}
        <History lineId={lineId} />
      </div>
    </>
  );
}

function Facts({ line }: { line: LineDetail }): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const company = useCompanyName();
  const reasonName = useStatusReasonName();
  const facts: [string, ReactNode][] = [
    [i18n.t({ id: 'fleet.line.holder', message: 'User' }), line.holderName || company],
    [
      i18n.t({ id: 'fleet.column.plan', message: 'Tariff plan' }),
      <>
        {names.planName(line.planCode)} <Since at={line.planSince} />
      </>,
    ],
    [
      i18n.t({ id: 'fleet.line.kind', message: 'Kind of subscription' }),
      names.kindName(line.subscriptionKind),
    ],
    [
      i18n.t({ id: 'fleet.column.product', message: 'Product' }),
      <ProductIcon key="product" product={line.product} withText />,
    ],
    [
      i18n.t({ id: 'fleet.column.status', message: 'Status' }),
      <>
        <LineStatusIcon status={line.status} withText />{' '}
        {line.statusReason && <>({reasonName(line.statusReason)}) </>}
        <Since at={line.statusSince} />
      </>,
    ],
    [
      i18n.t({ id: 'fleet.column.account', message: 'Customer no.' }),
      <>
        <span className="tabular">{line.billingAccount.number}</span> {line.billingAccount.name}
      </>,
    ],
    [
      i18n.t({ id: 'fleet.line.sim', message: 'SIM card' }),
      <span key="sim" className={styles.sim}>
        <span className="tabular">{line.sim.iccid}</span>
        <CopyButton
          text={line.sim.iccid}
          what={i18n.t({ id: 'fleet.the-sim', message: 'the number of the SIM card' })}
        />
        {line.sim.form === 'esim'
          ? i18n.t({ id: 'fleet.sim.esim', message: 'eSIM' })
          : i18n.t({ id: 'fleet.sim.physical', message: 'physical card' })}
      </span>,
    ],
    [
      i18n.t({ id: 'fleet.line.imsi', message: 'IMSI' }),
      <span key="imsi" className="tabular">
        {line.sim.imsi}
      </span>,
    ],
    [
      i18n.t({ id: 'fleet.line.since', message: 'In the fleet since' }),
      <DateTime key="since" at={line.activatedAt} dateOnly />,
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Since({ at }: { at: string }): ReactNode {
  const { i18n } = useLingui();
  return (
    <span className={styles.since}>
      {i18n.t({ id: 'fleet.since', message: 'since' })} <DateTime at={at} dateOnly />
    </span>
  );
}
