import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { DriftedLine } from '../../../server/reconciliation/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import type { Column } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import styles from './operator.module.css';

/** The columns of the drift: whose number, since when, and what the network has instead. */
export function useDriftColumns(): Column<DriftedLine>[] {
  const { i18n } = useLingui();
  return [
    {
      key: 'number',
      name: i18n.t({ id: 'fallout.column.number', message: 'Number' }),
      cell: ({ msisdn }) => <span className="tabular">{showMsisdn(msisdn)}</span>,
      width: 140,
      sticky: true,
      card: 'title',
    },
    {
      key: 'company',
      name: i18n.t({ id: 'fallout.column.company', message: 'Company' }),
      cell: ({ organisation }) => <span className={styles.answer}>{organisation.name}</span>,
    },
    {
      key: 'sim',
      name: i18n.t({ id: 'drift.column.sim', message: 'SIM card' }),
      cell: ({ iccid }) => <span className="tabular">{iccid}</span>,
      width: 210,
    },
    {
      key: 'element',
      name: i18n.t({ id: 'fallout.column.element', message: 'Network element' }),
      cell: ({ element }) => element,
      width: 140,
    },
    {
      key: 'since',
      name: i18n.t({ id: 'drift.column.since', message: 'Found' }),
      cell: ({ foundAt }) => <DateTime at={foundAt} />,
      width: 160,
    },
    {
      key: 'what',
      name: i18n.t({ id: 'drift.column.what', message: 'On the network' }),
      cell: (line) => <Differences line={line} />,
    },
  ];
}

function Differences({ line }: { line: DriftedLine }): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const nothing = i18n.t({ id: 'drift.nothing', message: 'nothing' });
  if (!line.isKnown)
    return (
      <span className={styles.answer}>
        {i18n.t({ id: 'drift.unknown', message: 'The network does not know this SIM card.' })}
      </span>
    );
  return (
    <ul className={`${styles.wanted} ${styles.answer}`}>
      {line.differences.map(({ what, portal, network }) => (
        <li key={what}>
          {i18n.t({
            id: 'drift.instead',
            message: '{what}: {network} instead of {portal}',
            values: { what, network: network ?? nothing, portal: portal ?? nothing },
          })}
        </li>
      ))}
      {line.takeOver && (
        <li className={styles.takeOver}>
          {i18n.t({
            id: 'drift.would-take-over',
            message: 'Could be taken over: {options}',
            values: {
              options: [
                ...line.takeOver.remove.map((code) => `− ${names.optionName(code)}`),
                ...line.takeOver.add.map((code) => `+ ${names.optionName(code)}`),
              ].join(', '),
            },
          })}
        </li>
      )}
    </ul>
  );
}
