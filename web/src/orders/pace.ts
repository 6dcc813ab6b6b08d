type Unit = 'second' | 'minute' | 'hour' | 'day';

/** A rate in the unit in which a person can picture it: at least 1, whole. */
export function rateUnit(perSecond: number): { unit: Unit; amount: number } {
  if (perSecond >= 1) return { unit: 'second', amount: Math.round(perSecond) };
  if (perSecond * 60 >= 1) return { unit: 'minute', amount: Math.round(perSecond * 60) };
  return { unit: 'hour', amount: Math.max(1, Math.round(perSecond * 3600)) };
}

/** A time that is left, rounded up to what can honestly be said of it. */
export function timeLeftUnit(seconds: number): { unit: Unit; amount: number } {
  if (seconds < 60) return { unit: 'second', amount: seconds };
  if (seconds <= 90 * 60) return { unit: 'minute', amount: Math.ceil(seconds / 60) };
  if (seconds <= 48 * 3600) return { unit: 'hour', amount: Math.ceil(seconds / 3600) };
  return { unit: 'day', amount: Math.ceil(seconds / 86_400) };
}
