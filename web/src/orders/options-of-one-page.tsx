import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { LineDetail } from '../../../server/fleet/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { lineQuery } from '../fleet/queries.ts';
import { LineStatusIcon } from '../fleet/line-status-icon.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { ChangeSummary } from './change-summary.tsx';
import { leave } from './option-draft.ts';
import { OptionList } from './option-list.tsx';
import { OptionsSkeleton } from './options-skeleton.tsx';
import styles from './options-page.module.css';
import { useOptionDraft } from './use-option-draft.ts';

/** Options of one number: choose, see the price at once, go on to the confirmation. */
export function OptionsOfOnePage(): ReactNode {
  const { i18n } = useLingui();
  const { locale, line: lineId } = useParams({ from: '/$locale/signed-in/fleet/$line/options' });
  const navigate = useNavigate();
  const names = useCatalogue();
  const readOnly = useReadOnlyReason();
  const selection = useMemo(() => ({ lineIds: [lineId] }), [lineId]);
  const line = useQuery(lineQuery(lineId));
  const { draft, setDraft, states, tallies, quote, ready } = useOptionDraft(selection);
  const error = line.error ?? states.error;
  if (error)
    return <ErrorState error={error} onRetry={() => void (line.error ? line.refetch() : states.refetch())} />;
  const number = line.data ? showMsisdn(line.data.msisdn) : '';
  return (
    <>
      <PageHeader
        title={i18n.t({ id: 'orders.options.title', message: 'Change options' })}
        freshness={line.data && <LineLine line={line.data} number={number} />}
        back={
          <Link className="link" to="/$locale" params={{ locale }}>
            {i18n.t({ id: 'orders.options.back', message: 'Back to the dashboard' })}
          </Link>
        }
      />
      {!line.data || !states.data || !names.catalogue ? (
        <OptionsSkeleton />
      ) : (
        <div className={styles.layout}>
          <OptionList
            tallies={tallies}
            draft={draft}
            present={presentOf(line.data)}
            noteOf={(code) => <OptionNote line={line.data} code={code} />}
            refusal={readOnly}
            onDraft={setDraft}
          />
          <ChangeSummary
            draft={draft}
            settings={tallies
              .filter((tally) => tally.active > 0 && tally.settable > 0)
              .map((tally) => tally.code)}
            quote={quote.data}
            stale={!ready}
            lineCount={1}
            refusal={readOnly}
            waiting={ready ? null : waiting(quote.error)}
            continueLabel={i18n.t({ id: 'orders.options.continue', message: 'Change options' })}
            onLeave={(code) => setDraft(leave(draft, code))}
            onContinue={() => {
              if (ready)
                void navigate({ to: '/$locale/orders/quote/$quote', params: { locale, quote: ready.id } });
            }}
          />
        </div>
      )}
    </>
  );

  function waiting(failure: unknown): string {
    return failure instanceof Error
      ? i18n.t({
          id: 'orders.options.no-quote',
          message: 'The price could not be computed. Change something or reload.',
        })
      : i18n.t({ id: 'orders.options.quoting', message: 'The price is being computed.' });
  }
}

function LineLine({ line, number }: { line: LineDetail; number: string }): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  return (
    <span className={styles.line}>
      <strong className="tabular">
        {i18n.t({ id: 'orders.number', message: 'Number {number}', values: { number } })}
      </strong>
      {line.holderName && <span>{line.holderName}</span>}
      <span>{names.planName(line.planCode)}</span>
      <LineStatusIcon status={line.status} withText />
    </span>
  );
}

function OptionNote({ line, code }: { line: LineDetail; code: string }): ReactNode {
  const { i18n } = useLingui();
  const held = line.options.find((option) => option.code === code && option.endedAt === null);
  if (!held) return null;
  return held.activeUntil ? (
    <>
      {i18n.t({ id: 'orders.option.until', message: 'until' })} <DateTime at={held.activeUntil} />
    </>
  ) : (
    <>
      {i18n.t({ id: 'orders.option.since', message: 'since' })} <DateTime at={held.activeSince} dateOnly />
    </>
  );
}

function presentOf(line: LineDetail): Record<string, Record<string, string>> {
  const active = line.options.filter((option) => option.endedAt === null);
  return Object.fromEntries(
    active.map((option) => [
      option.code,
      Object.fromEntries(Object.entries(option.parameters).map(([name, value]) => [name, String(value)])),
    ]),
  );
}
