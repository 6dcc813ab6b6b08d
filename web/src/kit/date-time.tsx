import type { ReactNode } from 'react';
import { formatDate, formatDateTime, formatDay } from './format.ts';
import { useLocale } from './locale.ts';

type Props = {
  /** ISO time in UTC, or a calendar day (`2022-06-13`). */
  at: string;
  /** Only the date of a time. */
  dateOnly?: boolean;
};

/** A time as Brussels reads it, `13/06/2022 15:28`; a calendar day as it is written. */
export function DateTime({ at, dateOnly = false }: Props): ReactNode {
  const locale = useLocale();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const shown = isDay
    ? formatDay(locale, at)
    : dateOnly
      ? formatDate(locale, at)
      : formatDateTime(locale, at);
  return (
    <time dateTime={at} className="tabular">
      {shown}
    </time>
  );
}
