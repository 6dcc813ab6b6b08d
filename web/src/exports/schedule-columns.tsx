import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconCircleCheck, IconHandStop, IconPlayerPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Schedule } from '../../../server/schedules/contract.ts';
import { viewsQuery } from '../fleet/view-queries.ts';
import { searchOfView } from '../fleet/views.ts';
import type { Column } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { NamedIcon } from '../kit/named-icon.tsx';
import { exportsQuery, fileAddress } from './queries.ts';
import { ScheduleActs } from './schedule-acts.tsx';
import { useRhythmSentence, useScheduleStateName } from './schedule-words.ts';
import fileStyles from './exports.module.css';
import styles from './schedules.module.css';

/** Columns of the list of schedules: which view, when, what came of it last, how it stands, and what can be done with it. */
export function useScheduleColumns(): Column<Schedule>[] {
  const { i18n } = useLingui();
  const rhythmSentence = useRhythmSentence();
  return [
    {
      key: 'view',
      name: i18n.t({ id: 'exports.schedule.view', message: 'View' }),
      cell: (one) => <ViewLink one={one} />,
      width: 170,
      card: 'title',
    },
    {
      key: 'rhythm',
      name: i18n.t({ id: 'exports.schedule.when', message: 'When' }),
      cell: ({ rhythm, format, writing }) => (
        <span className={styles.state}>
          <span>{rhythmSentence(rhythm)}</span>
          <span className={styles.quiet}>
            {[format === 'csv' ? 'CSV' : 'XLSX', writing === 'iso' && 'ISO'].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
      width: 230,
    },
    {
      key: 'last',
      name: i18n.t({ id: 'exports.schedule.last', message: 'Last time' }),
      cell: ({ last }) => <LastRun last={last} />,
      width: 190,
    },
    {
      key: 'state',
      name: i18n.t({ id: 'exports.column.state', message: 'State' }),
      cell: (one) => <StateOfSchedule one={one} />,
    },
    {
      key: 'acts',
      name: i18n.t({ id: 'exports.column.acts', message: 'Actions' }),
      cell: (one) => <ScheduleActs one={one} />,
      width: 370,
      align: 'end',
    },
  ];
}

function ViewLink({ one }: { one: Schedule }): ReactNode {
  const locale = useLocale();
  const { data: views } = useQuery(viewsQuery);
  const view = views?.find(({ id }) => id === one.viewId);
  return (
    <span className={fileStyles.what}>
      {view ? (
        <Link
          to="/$locale/fleet"
          params={{ locale }}
          search={searchOfView(view.query)}
          className={`link ${fileStyles.name ?? ''}`}
        >
          {view.name}
        </Link>
      ) : (
        one.viewName
      )}
    </span>
  );
}

function LastRun({ last }: { last: Schedule['last'] }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { data: files } = useQuery(exportsQuery);
  if (!last) return i18n.t({ id: 'exports.schedule.never', message: 'Not yet' });
  const file = files?.find(({ id, mayDownload }) => id === last.exportId && mayDownload);
  const count = formatNumber(locale, last.rows ?? 0);
  const outcome = {
    'under-way': i18n.t({ id: 'exports.state.writing', message: 'Being written' }),
    ready: i18n.t({
      id: 'exports.schedule.written',
      message: '{rows, plural, one {# number} other {{count} numbers}}',
      values: { rows: last.rows ?? 0, count },
    }),
    failed: last.failure?.sentence ?? i18n.t({ id: 'exports.state.failed', message: 'Failed' }),
    'given-up': i18n.t({ id: 'exports.schedule.given-up', message: 'Given up' }),
  }[last.state];
  return (
    <span className={styles.state}>
      <DateTime at={last.begunAt} />
      <span className={styles.quiet}>
        {file && last.state === 'ready' ? (
          <a className={`link ${fileStyles.name ?? ''}`} href={fileAddress(file)} download>
            {i18n.t({ id: 'exports.download', message: 'Download' })} · {outcome}
          </a>
        ) : (
          outcome
        )}
      </span>
    </span>
  );
}

const looks = {
  active: { tone: 'good', Icon: IconCircleCheck },
  paused: { tone: 'info', Icon: IconPlayerPause },
  stopped: { tone: 'bad', Icon: IconHandStop },
} as const;

function StateOfSchedule({ one }: { one: Schedule }): ReactNode {
  const { i18n } = useLingui();
  const stateName = useScheduleStateName();
  const { tone, Icon } = looks[one.state];
  return (
    <span className={styles.state}>
      <NamedIcon name={stateName(one.state)} tone={tone} withText>
        <Icon size={17} stroke={1.75} />
      </NamedIcon>
      {one.stoppedFor && <span className={styles.quiet}>{one.stoppedFor.sentence}</span>}
      {one.nextAt && (
        <span className={styles.quiet}>
          {i18n.t({ id: 'exports.schedule.next', message: 'next' })} <DateTime at={one.nextAt} />
        </span>
      )}
    </span>
  );
}
