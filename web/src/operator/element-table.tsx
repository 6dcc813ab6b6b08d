import { useLingui } from '@lingui/react';
import { IconCircleCheck, IconCircleX, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BreakerState, MonitoredElement } from '../../../server/monitor/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { NamedIcon } from '../kit/named-icon.tsx';
import { useAge } from './age.ts';
import styles from './monitor.module.css';

/** The network elements: whether they answer, what waits for each, how fast it goes. */
export function ElementTable({ elements }: { elements: MonitoredElement[] | undefined }): ReactNode {
  const { i18n } = useLingui();
  const columns = useElementColumns();
  const name = i18n.t({ id: 'monitor.elements', message: 'Network elements' });
  return (
    <section className={styles.section}>
      <h2>{name}</h2>
      <DataTable<MonitoredElement>
        name={name}
        columns={columns}
        rows={elements}
        rowKey={({ element }) => element}
        empty={
          <EmptyState
            title={i18n.t({ id: 'monitor.elements.none', message: 'No worker speaks to a network element' })}
          />
        }
        skeletonRows={1}
      />
    </section>
  );
}

function useElementColumns(): Column<MonitoredElement>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  const age = useAge();
  const figure = (
    key: string,
    name: string,
    value: (element: MonitoredElement) => number,
  ): Column<MonitoredElement> => ({
    key,
    name,
    cell: (element) => (
      <span className="tabular">{formatNumber(locale, Math.round(value(element) * 10) / 10)}</span>
    ),
    align: 'end',
    width: 132,
  });
  return [
    {
      key: 'element',
      name: i18n.t({ id: 'monitor.column.element', message: 'Element' }),
      cell: ({ element }) => element,
      width: 130,
      sticky: true,
      card: 'title',
    },
    {
      key: 'state',
      name: i18n.t({ id: 'monitor.column.state', message: 'State' }),
      cell: ({ breaker }) => <Breaker breaker={breaker} />,
      card: 'corner',
    },
    figure('due', i18n.t({ id: 'monitor.column.due', message: 'Waiting' }), ({ due }) => due),
    figure('held', i18n.t({ id: 'monitor.column.held', message: 'In hand' }), ({ held }) => held),
    figure('later', i18n.t({ id: 'monitor.column.later', message: 'Later again' }), ({ later }) => later),
    figure(
      'behind',
      i18n.t({ id: 'monitor.column.behind', message: 'Behind another' }),
      ({ behind }) => behind,
    ),
    {
      key: 'oldest',
      name: i18n.t({ id: 'monitor.column.oldest', message: 'Oldest' }),
      cell: ({ oldestSeconds }) => <span className="tabular">{age(oldestSeconds)}</span>,
      align: 'end',
      width: 110,
    },
    figure(
      'rate',
      i18n.t({ id: 'monitor.column.rate', message: 'Done a minute' }),
      ({ completedAMinute }) => completedAMinute,
    ),
  ];
}

function Breaker({ breaker }: { breaker: BreakerState | null }): ReactNode {
  const { i18n } = useLingui();
  if (breaker === 'closed') {
    return (
      <NamedIcon name={i18n.t({ id: 'monitor.breaker.closed', message: 'Answers' })} tone="good" withText>
        <IconCircleCheck size={17} stroke={1.75} />
      </NamedIcon>
    );
  }
  if (breaker === 'open') {
    return (
      <NamedIcon
        name={i18n.t({ id: 'monitor.breaker.open', message: 'Does not answer: left alone' })}
        tone="bad"
        withText
      >
        <IconCircleX size={17} stroke={1.75} />
      </NamedIcon>
    );
  }
  if (breaker === 'half-open') {
    return (
      <NamedIcon
        name={i18n.t({ id: 'monitor.breaker.half-open', message: 'Being tried again' })}
        tone="warn"
        withText
      >
        <IconHourglass size={17} stroke={1.75} />
      </NamedIcon>
    );
  }
  return (
    <NamedIcon
      name={i18n.t({ id: 'monitor.breaker.none', message: 'No worker speaks to it' })}
      tone="warn"
      withText
    >
      <IconPlugConnectedX size={17} stroke={1.75} />
    </NamedIcon>
  );
}
