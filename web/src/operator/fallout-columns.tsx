import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { FalloutItem } from '../../../server/fallout/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { ParameterText } from '../catalogue/parameter-text.tsx';
import type { Column } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import styles from './operator.module.css';

/** The columns of a group's items: whose number, what was wanted, since when, and what the network said last. */
export function useFalloutColumns(): Column<FalloutItem>[] {
  const { i18n } = useLingui();
  return [
    {
      key: 'number',
      name: i18n.t({ id: 'fallout.column.number', message: 'Number' }),
      cell: (item) => <span className="tabular">{showMsisdn(item.msisdn)}</span>,
      width: 140,
      sticky: true,
      card: 'title',
    },
    {
      key: 'company',
      name: i18n.t({ id: 'fallout.column.company', message: 'Company' }),
      cell: (item) => <span className={styles.answer}>{item.organisation.name}</span>,
    },
    {
      key: 'order',
      name: i18n.t({ id: 'fallout.column.order', message: 'Order' }),
      cell: (item) => <span className="tabular">{item.order.number}</span>,
      width: 100,
    },
    {
      key: 'wanted',
      name: i18n.t({ id: 'fallout.column.wanted', message: 'Change' }),
      cell: (item) => <Wanted item={item} />,
    },
    {
      key: 'since',
      name: i18n.t({ id: 'fallout.column.oldest', message: 'Waiting since' }),
      cell: (item) => <DateTime at={item.failedAt} />,
      width: 160,
    },
    {
      key: 'attempts',
      name: i18n.t({ id: 'fallout.column.attempts', message: 'Attempts' }),
      cell: (item) => <span className="tabular">{item.attempts}</span>,
      align: 'end',
      width: 100,
    },
    {
      key: 'answer',
      name: i18n.t({ id: 'fallout.column.answer', message: 'Last answer' }),
      cell: (item) => <span className={styles.answer}>{item.failure.sentence}</span>,
    },
  ];
}

function Wanted({ item }: { item: FalloutItem }): ReactNode {
  const names = useCatalogue();
  return (
    <ul className={styles.wanted}>
      {item.actions.map(({ action, code, parameters }) => (
        <li key={code}>
          {action === 'remove' ? '− ' : '+ '}
          {names.optionName(code)}
          <ParameterText code={code} values={parameters} />
        </li>
      ))}
    </ul>
  );
}
