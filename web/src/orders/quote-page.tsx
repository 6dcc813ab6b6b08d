import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { IconChevronUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Quote } from '../../../server/quotes/contract.ts';
import { forgetChosen } from '../fleet/chosen-store.ts';
import { queries } from '../api/queries.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { formatMoney } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages } from '../kit/pages.tsx';
import { problemIn } from '../kit/problem.ts';
import { useOneColumn } from '../kit/use-narrow.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { EndedQuote } from './ended-quote.tsx';
import { LeftOutLines } from './left-out-lines.tsx';
import { MovedLines } from './moved-lines.tsx';
import { OptionsSkeleton } from './options-skeleton.tsx';
import { PlannedNear } from './planned-near.tsx';
import { quoteQuery, reduceQuote, submitQuote } from './queries.ts';
import { QuoteGroups } from './quote-groups.tsx';
import { QuoteLines } from './quote-lines.tsx';
import { QuoteWhen } from './quote-when.tsx';
import { QuoteTotals } from './quote-totals.tsx';
import { UndoNotice } from './undo-notice.tsx';
import styles from './quote-page.module.css';

/** Last look before ordering: per number what is added and removed and what it costs; then Confirmer. */
export function QuotePage(): ReactNode {
  const { i18n } = useLingui();
  const { locale, quote: quoteId } = useParams({ from: '/$locale/signed-in/orders/quote/$quote' });
  const navigate = useNavigate();
  const readOnly = useReadOnlyReason();
  const [page, setPage] = useState(1);
  const [size, setSize] = useState(50);
  const oneColumn = useOneColumn();
  const [notYet, setNotYet] = useState<string | null>(null);
  const { data: quote, error, refetch } = useQuery(quoteQuery(quoteId, 'eligible', page, size));
  const reduce = useMutation({
    mutationFn: (less: Parameters<typeof reduceQuote>[1]) => reduceQuote(quoteId, less),
  });
  const submit = useMutation({
    mutationFn: () => submitQuote(quoteId),
    // the answer may be lost and the order made all the same: the quote knows
    onError: () => queries.invalidateQueries({ queryKey: ['quotes', quoteId] }),
    onSuccess: (order) => {
      forgetChosen();
      return navigate({
        to: '/$locale/orders/$order',
        params: { locale, order: order.id },
        search: { received: true },
        replace: true,
      });
    },
  });
  const titleOf = useQuoteTitle();
  const title = titleOf(undefined);
  // news of the order can come before the answer to it
  if (error && !submit.isPending && !submit.isSuccess) {
    return (
      <>
        <PageHeader title={title} />
        <EndedQuote error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (!quote) {
    return (
      <>
        <PageHeader title={title} />
        <OptionsSkeleton />
      </>
    );
  }
  const when = <QuoteWhen quote={quote} onReason={setNotYet} />;
  return (
    <>
      <PageHeader
        title={titleOf(quote)}
        freshness={i18n.t({
          id: 'orders.quote.count',
          message: '{count, plural, one {# number will be changed} other {# numbers will be changed}}',
          values: { count: quote.eligibleCount },
        })}
      />
      <div className={styles.layout}>
        <div className={styles.main}>
          {submit.error && <SubmitProblem error={submit.error} quoteId={quoteId} onRenewed={submit.reset} />}
          {reduce.error && <ErrorState error={reduce.error} />}
          {quote.undoes && <UndoNotice undoes={quote.undoes} />}
          {oneColumn && <div className={styles.when}>{when}</div>}
          <PlannedNear near={quote.plannedNear} />
          {quote.groups && <QuoteGroups groups={quote.groups} planned={quote.startsAt !== null} />}
          {quote.leftOutCount > 0 && <LeftOutLines quote={quote} />}
          <QuoteLines
            quote={quote}
            busy={reduce.isPending}
            onLeaveOut={(lineId) => reduce.mutate({ leaveOut: [lineId] })}
            onLeaveAction={(code, action) =>
              reduce.mutate(action === 'remove' ? { withoutRemove: [code] } : { withoutAdd: [code] })
            }
          />
          {quote.eligibleCount === 0 && (
            <EmptyState
              title={i18n.t({ id: 'orders.quote.nothing', message: 'Nothing is left to change' })}
            />
          )}
          {quote.eligibleCount > 25 && (
            <Pages
              page={quote.page}
              size={size}
              total={quote.eligibleCount}
              onPage={setPage}
              onSize={(chosen) => {
                setSize(chosen);
                setPage(1);
              }}
            />
          )}
        </div>
        <Totals quote={quote} oneColumn={oneColumn} when={oneColumn ? null : when}>
          <GuardedButton
            fullWidth
            size="md"
            loading={submit.isPending || submit.isSuccess}
            reason={
              readOnly ??
              (quote.eligibleCount === 0
                ? i18n.t({ id: 'orders.quote.nothing', message: 'Nothing is left to change' })
                : notYet)
            }
            onClick={() => submit.mutate()}
          >
            {i18n.t({ id: 'orders.quote.confirm', message: 'Confirm' })}
          </GuardedButton>
          <Button variant="default" fullWidth onClick={() => window.history.back()}>
            {i18n.t({ id: 'orders.quote.back', message: 'Go back' })}
          </Button>
        </Totals>
      </div>
    </>
  );
}

/** What is to be confirmed. */
function useQuoteTitle(): (quote: Quote | undefined) => string {
  const { i18n } = useLingui();
  return (quote) => {
    const { move } = quote?.change.status ?? {};
    if (move === 'suspend') return i18n.t({ id: 'fleet.suspend', message: 'Suspend numbers' });
    if (move === 'reactivate') return i18n.t({ id: 'fleet.reactivate', message: 'Reactivate numbers' });
    return i18n.t({ id: 'orders.quote.title', message: 'Confirm the changes' });
  };
}

type TotalsProps = { quote: Quote; oneColumn: boolean; when: ReactNode; children: ReactNode };

function Totals({ quote, oneColumn, when, children }: TotalsProps): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const planned = quote.startsAt !== null;
  const [unfolded, setUnfolded] = useState(false); // where there is little room it lies over the numbers
  return (
    <aside className={styles.totals} aria-labelledby="quote-totals">
      {when}
      <div className={styles.head}>
        <h2 id="quote-totals" className={styles.heading}>
          {i18n.t({ id: 'orders.quote.price', message: 'Price' })}
        </h2>
        {oneColumn && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={unfolded}
            aria-controls="quote-details"
            onClick={() => setUnfolded(!unfolded)}
          >
            {planned
              ? i18n.t({
                  id: 'orders.quote.brief-planned',
                  message: '{start} at the start · {monthly} / month incl. VAT',
                  values: {
                    start: formatMoney(locale, quote.now.incl),
                    monthly: formatMoney(locale, quote.monthly.incl),
                  },
                })
              : i18n.t({
                  id: 'orders.quote.brief',
                  message: '{now} now · {monthly} / month incl. VAT',
                  values: {
                    now: formatMoney(locale, quote.now.incl),
                    monthly: formatMoney(locale, quote.monthly.incl),
                  },
                })}
            <IconChevronUp aria-hidden size={16} />
          </button>
        )}
      </div>
      <div id="quote-details" className={styles.details} data-unfolded={unfolded || undefined}>
        <QuoteTotals quote={quote} stale={false} lineCount={quote.lineCount} planned={planned} />
        <p className={styles.note}>
          {planned
            ? i18n.t({
                id: 'orders.quote.effect-planned',
                message:
                  'Nothing changes before then. You get a confirmation here and by e-mail, and another when it is done.',
              })
            : i18n.t({
                id: 'orders.quote.effect',
                message: 'The changes are made within minutes. You get a confirmation here and by e-mail.',
              })}
        </p>
      </div>
      <div className={styles.ways}>{children}</div>
    </aside>
  );
}

type ProblemProps = { error: unknown; quoteId: string; onRenewed: () => void };

function SubmitProblem({ error, quoteId, onRenewed }: ProblemProps): ReactNode {
  const problem = problemIn(error);
  if (problem.code === 'lines-moved')
    return <MovedLines problem={problem} quoteId={quoteId} onRenewed={onRenewed} />;
  return <ErrorState error={error} />;
}
