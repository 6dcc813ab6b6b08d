import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { ClockChange, Quote, When } from '../../../server/quotes/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { formatDateTime } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Money } from '../kit/money.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { moveQuote } from './planned-queries.ts';
import { StartsChoice } from './starts-choice.tsx';
import { UntilChoice } from './until-choice.tsx';
import { useSettled } from './use-settled.ts';
import styles from './when.module.css';

type Props = {
  quote: Quote;
  /** Told why the quote cannot be ordered as it is chosen now; null when it can. */
  onReason: (reason: string | null) => void;
};

/** When the change of a quote begins and ends; each choice is priced at once. */
export function QuoteWhen({ quote, onReason }: Props): ReactNode {
  const { i18n } = useLingui();
  const { catalogue } = useCatalogue();
  const [chosen, setChosen] = useState<When>({ starts: quote.starts, until: quote.until });
  const settled = useSettled(chosen, 300);
  const { mutate, isPending, error } = useMutation({ mutationFn: (when: When) => moveQuote(quote.id, when) });
  const isQuoted = sameTimes(chosen, quote);
  const isSettled = sameTimes(settled, quote);
  useEffect(() => {
    if (!isSettled) mutate(settled);
    // oxlint-disable-next-line react/exhaustive-deps -- only a new choice is sent; one that was refused is not sent again and again
  }, [settled, mutate]);
  const detail = error && !isQuoted ? problemIn(error).detail : null;
  const pricing = i18n.t({ id: 'orders.options.quoting', message: 'The price is being computed.' });
  const reason = detail ?? (isQuoted && !isPending ? null : pricing);
  useEffect(() => onReason(reason), [reason, onReason]);
  // what an undo brings back was there for good
  const suspends = quote.change.status?.move === 'suspend';
  const addsMonthly = quote.change.add.some(({ code }) =>
    catalogue?.options.some((option) => option.code === code && option.type === 'recurring'),
  );
  const canEnd = !quote.undoes && (addsMonthly || suspends);
  return (
    <>
      <StartsChoice value={chosen.starts} onChange={(starts) => setChosen({ ...chosen, starts })} />
      {(canEnd || chosen.until !== null) && (
        <UntilChoice
          value={chosen.until}
          startsAt={quote.startsAt}
          suspends={suspends}
          onChange={(until) => setChosen({ ...chosen, until })}
        />
      )}
      {detail ? (
        <Notice kind="bad" announce>
          {detail}
        </Notice>
      ) : (
        <Told quote={quote} />
      )}
    </>
  );
}

function sameTimes(a: When, b: When): boolean {
  return JSON.stringify([a.starts, a.until]) === JSON.stringify([b.starts, b.until]);
}

/** When it begins and ends in words, what the clocks do to that, and what the end gives back. */
function Told({ quote }: { quote: Quote }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { startsAt, lastStartsAt, end, clockChanges } = quote;
  const shown = (at: string) => formatDateTime(locale, at);
  if (!startsAt && !end) return null;
  return (
    <div className={styles.told} role="status">
      {startsAt && (
        <p>
          {startsAt === lastStartsAt || !lastStartsAt
            ? i18n.t({
                id: 'orders.when.begins',
                message: 'Begins on {at}. Until then you can move or cancel it.',
                values: { at: shown(startsAt) },
              })
            : i18n.t({
                id: 'orders.when.begins-cycles',
                message:
                  'Begins with the billing cycle of each number: from {first} to {last}. Until then you can cancel it.',
                values: { first: shown(startsAt), last: shown(lastStartsAt) },
              })}
        </p>
      )}
      <ClocksTold change={clockChanges.starts} />
      {end && (
        <p>
          {i18n.t(
            quote.change.status
              ? {
                  id: 'orders.when.reactivates',
                  message:
                    '{count, plural, one {Reactivated on {at}: # number} other {Reactivated on {at}: # numbers}}',
                  values: { count: end.itemCount, at: shown(end.at) },
                }
              : {
                  id: 'orders.when.ends',
                  message:
                    '{count, plural, one {Removed again on {at} on # number} other {Removed again on {at} on # numbers}}',
                  values: { count: end.itemCount, at: shown(end.at) },
                },
          )}
          {' · '}
          {i18n.t({ id: 'orders.when.due-then', message: 'due then' })}{' '}
          <Money amount={end.now.excl} vat="excluded" />
        </p>
      )}
      <ClocksTold change={clockChanges.until} />
    </div>
  );
}

/** What the clocks do to the time that was told just before. */
function ClocksTold({ change }: { change: ClockChange | null }): ReactNode {
  const { i18n } = useLingui();
  if (change === null) return null;
  return (
    <p>
      {change === 'skipped'
        ? i18n.t({
            id: 'orders.when.skipped',
            message: 'The clocks go forward that night: this time does not exist and is taken an hour later.',
          })
        : i18n.t({
            id: 'orders.when.repeated',
            message: 'The clocks go back that night: this time comes twice, and the first is taken.',
          })}
    </p>
  );
}
