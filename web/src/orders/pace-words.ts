import { useLingui } from '@lingui/react';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { rateUnit, timeLeftUnit } from './pace.ts';

/** `12 numbers a second`, `3 numbers a minute`; null while nothing can be said. */
export function useRateSentence(rate: number | null): string | null {
  const { i18n } = useLingui();
  const locale = useLocale();
  if (rate === null) return null;
  const { unit, amount } = rateUnit(rate);
  const values = { count: amount, amount: formatNumber(locale, amount) };
  switch (unit) {
    case 'second':
      return i18n.t({
        id: 'orders.rate.second',
        message: '{count, plural, one {{amount} number a second} other {{amount} numbers a second}}',
        values,
      });
    case 'minute':
      return i18n.t({
        id: 'orders.rate.minute',
        message: '{count, plural, one {{amount} number a minute} other {{amount} numbers a minute}}',
        values,
      });
    default:
      return i18n.t({
        id: 'orders.rate.hour',
        message: '{count, plural, one {{amount} number an hour} other {{amount} numbers an hour}}',
        values,
      });
  }
}

/** `About 3 minutes left`; null while nothing can be said. */
export function useTimeLeftSentence(seconds: number | null): string | null {
  const { i18n } = useLingui();
  if (seconds === null) return null;
  const { unit, amount } = timeLeftUnit(seconds);
  const values = { count: amount };
  switch (unit) {
    case 'second':
      return i18n.t({ id: 'orders.left.moment', message: 'Less than a minute left' });
    case 'minute':
      return i18n.t({
        id: 'orders.left.minutes',
        message: '{count, plural, one {About # minute left} other {About # minutes left}}',
        values,
      });
    case 'hour':
      return i18n.t({
        id: 'orders.left.hours',
        message: '{count, plural, one {About # hour left} other {About # hours left}}',
        values,
      });
    default:
      return i18n.t({
        id: 'orders.left.days',
        message: '{count, plural, one {About # day left} other {About # days left}}',
        values,
      });
  }
}
