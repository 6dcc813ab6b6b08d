import { useLingui } from '@lingui/react';

/** A time in seconds as people say it: 0 s, 45 s, 12 min, 3 h 20 min, 2 d. */
export function useAge(): (seconds: number) => string {
  const { i18n } = useLingui();
  return (seconds) => {
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    if (minutes < 1)
      return i18n.t({ id: 'monitor.seconds', message: '{count} s', values: { count: Math.floor(seconds) } });
    if (hours < 1)
      return i18n.t({ id: 'monitor.minutes', message: '{count} min', values: { count: minutes } });
    if (hours < 48)
      return i18n.t({
        id: 'monitor.hours',
        message: '{hours} h {minutes} min',
        values: { hours, minutes: minutes % 60 },
      });
    return i18n.t({ id: 'monitor.days', message: '{count} d', values: { count: Math.floor(hours / 24) } });
  };
}
