import { useLingui } from '@lingui/react';
import type { Rhythm, Schedule } from '../../../server/schedules/contract.ts';
import type { Locale } from '../kit/locale.ts';
import { useLocale } from '../kit/locale.ts';

/** When a schedule is due: `Every Monday at 06:00`. */
export function useRhythmSentence(): (rhythm: Rhythm) => string {
  const { i18n } = useLingui();
  const locale = useLocale();
  return (rhythm) => {
    const time = hourName(rhythm.hour);
    return rhythm.every === 'week'
      ? i18n.t({
          id: 'exports.schedule.weekly',
          message: 'Every {weekday} at {time}',
          values: { weekday: weekdayName(locale, rhythm.weekday), time },
        })
      : i18n.t({
          id: 'exports.schedule.monthly',
          message: '{day, plural, =1 {The 1st} other {Day #}} of every month at {time}',
          values: { day: rhythm.day, time },
        });
  };
}

export function useScheduleStateName(): (state: Schedule['state']) => string {
  const { i18n } = useLingui();
  return (state) => {
    switch (state) {
      case 'active':
        return i18n.t({ id: 'exports.schedule.active', message: 'Active' });
      case 'paused':
        return i18n.t({ id: 'exports.schedule.paused', message: 'Paused' });
      default:
        return i18n.t({ id: 'exports.schedule.stopped', message: 'Stopped' });
    }
  };
}

/** `Monday` for 1. */
export function weekdayName(locale: Locale, weekday: number): string {
  const inWeek = new Date(Date.UTC(2026, 5, weekday)); // 2026-06-01 was a Monday
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(inWeek);
}

/** `Monday 30 November 2026` for a calendar day. */
export function dayName(locale: Locale, day: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** `06:00` for 6. */
export function hourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
