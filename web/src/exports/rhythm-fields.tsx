import { useLingui } from '@lingui/react';
import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Rhythm } from '../../../server/schedules/contract.ts';
import { useLocale } from '../kit/locale.ts';
import { nextDay } from './next-day.ts';
import { dayName, hourName, weekdayName } from './schedule-words.ts';
import styles from './schedules.module.css';

type Props = { rhythm: Rhythm; onChange: (rhythm: Rhythm) => void };

/** How often, on which day, at which hour of Brussels, and when that is next. */
export function RhythmFields({ rhythm, onChange }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [now] = useState(() => new Date());
  const { hour } = rhythm;
  const next = i18n.t({
    id: 'exports.schedule.next-sentence',
    message: 'Next time: {day}, {time}',
    values: { day: dayName(locale, nextDay(rhythm, now)), time: hourName(hour) },
  });
  return (
    <>
      <div className={styles.fields}>
        <NativeSelect
          label={i18n.t({ id: 'exports.schedule.every', message: 'How often' })}
          value={rhythm.every}
          data={[
            { value: 'week', label: i18n.t({ id: 'exports.schedule.week', message: 'Every week' }) },
            { value: 'month', label: i18n.t({ id: 'exports.schedule.month', message: 'Every month' }) },
          ]}
          onChange={({ currentTarget }) =>
            onChange(
              currentTarget.value === 'week'
                ? { every: 'week', weekday: 1, hour }
                : { every: 'month', day: 1, hour },
            )
          }
        />
        {rhythm.every === 'week' ? (
          <NativeSelect
            label={i18n.t({ id: 'exports.schedule.weekday', message: 'Weekday' })}
            value={rhythm.weekday}
            data={numbers(1, 7).map((day) => ({ value: String(day), label: weekdayName(locale, day) }))}
            onChange={({ currentTarget }) => onChange({ ...rhythm, weekday: Number(currentTarget.value) })}
          />
        ) : (
          <NativeSelect
            label={i18n.t({ id: 'exports.schedule.day', message: 'Day of the month' })}
            value={rhythm.day}
            data={numbers(1, 31).map(String)}
            onChange={({ currentTarget }) => onChange({ ...rhythm, day: Number(currentTarget.value) })}
          />
        )}
        <NativeSelect
          label={i18n.t({ id: 'exports.schedule.hour', message: 'Hour (Brussels)' })}
          value={hour}
          data={numbers(0, 23).map((each) => ({ value: String(each), label: hourName(each) }))}
          onChange={({ currentTarget }) => onChange({ ...rhythm, hour: Number(currentTarget.value) })}
        />
      </div>
      <p role="status" className={styles.next}>
        {next}
        {rhythm.every === 'month' && rhythm.day > 28 && (
          <span className={styles.quiet}>
            {' '}
            {i18n.t({
              id: 'exports.schedule.short-month',
              message: 'In a shorter month: on its last day.',
            })}
          </span>
        )}
      </p>
    </>
  );
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
