import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { Quote, QuoteLine } from '../../../server/quotes/contract.ts';
import { Money } from '../kit/money.tsx';
import { ActionList } from './action-list.tsx';
import { keyOf } from './group-drafts.ts';
import { useGroupName } from './group-name.ts';
import styles from './quote-page.module.css';

type Props = {
  quote: Quote;
  busy: boolean;
  onLeaveOut: (lineId: string) => void;
  onLeaveAction: (code: string, action: QuoteLine['actions'][number]['action']) => void;
};

/** A page of the lines that will be changed, each with what is done to it; of several groups under the name of each. */
export function QuoteLines({ quote, busy, onLeaveOut, onLeaveAction }: Props): ReactNode {
  const groupName = useGroupName();
  const listOf = (lines: QuoteLine[], heading: LineProps['heading']) => (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <Line
          key={line.lineId}
          line={line}
          heading={heading}
          planned={quote.startsAt !== null}
          alone={quote.eligibleCount === 1}
          busy={busy}
          onLeaveOut={() => onLeaveOut(line.lineId)}
          onLeaveAction={onLeaveAction}
        />
      ))}
    </ul>
  );
  if (quote.groups === null) return listOf(quote.lines, 'h2');
  return quote.groups.map((group, place) => {
    const lines = quote.lines.filter((line) => line.group === place);
    if (lines.length === 0) return null;
    const id = `lines-of-${place}`;
    return (
      <section key={keyOf(group)} className={styles.groupLines} aria-labelledby={id}>
        <h2 id={id} className={styles.heading}>
          {groupName(group)}
        </h2>
        {listOf(lines, 'h3')}
      </section>
    );
  });
}

type LineProps = Pick<Props, 'busy' | 'onLeaveAction'> & {
  line: QuoteLine;
  /** The heading of a line stands below that of its group. */
  heading: 'h2' | 'h3';
  /** Nothing is due before it begins. */
  planned: boolean;
  /** The only line left: its options are cancelled one by one, the line is not. */
  alone: boolean;
  onLeaveOut: () => void;
};

function Line({
  line,
  heading: Heading,
  planned,
  alone,
  busy,
  onLeaveOut,
  onLeaveAction,
}: LineProps): ReactNode {
  const { i18n } = useLingui();
  const number = showMsisdn(line.msisdn);
  return (
    <li className={styles.line}>
      <header className={styles.lineHead}>
        <Heading className={styles.number}>
          <span className="tabular">
            {i18n.t({ id: 'orders.number', message: 'Number {number}', values: { number } })}
          </span>
        </Heading>
        <span className={styles.who}>
          {line.holderName} ·{' '}
          {i18n.t({
            id: 'orders.account',
            message: 'Customer no. {number}',
            values: { number: line.billingAccountNumber },
          })}
        </span>
        {!alone && (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={busy}
            aria-label={i18n.t({
              id: 'orders.several.leave-out.number',
              message: 'Leave out {number}',
              values: { number },
            })}
            onClick={onLeaveOut}
          >
            {i18n.t({ id: 'orders.several.leave-out', message: 'Leave out' })}
          </Button>
        )}
      </header>
      <ActionList
        actions={line.actions}
        priced
        onLeave={alone && !busy ? (action) => onLeaveAction(action.code, action.action) : undefined}
      />
      <p className={styles.lineSum}>
        <span>
          {planned
            ? i18n.t({ id: 'orders.totals.then', message: 'Due at the start' })
            : i18n.t({ id: 'orders.totals.now', message: 'Due now' })}{' '}
          <Money amount={line.now} vat="excluded" />
        </span>
        <span>
          {i18n.t({ id: 'orders.totals.monthly', message: 'Every month' })}{' '}
          <Money amount={line.monthly} vat="excluded" />
        </span>
      </p>
    </li>
  );
}
