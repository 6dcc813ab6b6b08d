import type { Locale } from './call.ts';

/**
 * How numbers, money and times read in each language, the same on screen, in mails and in files. Browser-safe: the web's
 * kit uses this very module. Written out rather than left to Intl, whose tables differ between engines and versions.
 */
const conventions = {
  fr: {
    decimal: ',',
    group: '\u202f',
    dateParts: ['day', 'month', 'year'],
    dateSign: '/',
    euro: (sum: string) => `${sum}\u00a0€`,
  },
  nl: {
    decimal: ',',
    group: '.',
    dateParts: ['day', 'month', 'year'],
    dateSign: '/',
    euro: (sum: string) => `€\u00a0${sum}`,
  },
  en: {
    decimal: '.',
    group: ',',
    dateParts: ['day', 'month', 'year'],
    dateSign: '/',
    euro: (sum: string) => `€${sum}`,
  },
  de: {
    decimal: ',',
    group: '.',
    dateParts: ['day', 'month', 'year'],
    dateSign: '.',
    euro: (sum: string) => `${sum}\u00a0€`,
  },
} as const;

const brussels = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsInBrussels(time: string | Date): Record<string, string> {
  const instant = typeof time === 'string' ? new Date(time) : time;
  return Object.fromEntries(brussels.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** `13/06/2022` (de: `13.06.2022`), the day it is in Brussels. Takes an ISO time or a Date. */
export function formatDate(locale: Locale, time: string | Date): string {
  const parts = partsInBrussels(time);
  const { dateParts, dateSign } = conventions[locale];
  return dateParts.map((part) => parts[part]).join(dateSign);
}

/** `15:28`, the clock of Brussels, 24 hours. */
export function formatTime(_locale: Locale, time: string | Date): string {
  const parts = partsInBrussels(time);
  return `${parts['hour']}:${parts['minute']}`;
}

/** `13/06/2022 15:28` in Brussels. */
export function formatDateTime(locale: Locale, time: string | Date): string {
  return `${formatDate(locale, time)} ${formatTime(locale, time)}`;
}

/** A calendar day that has no time (`2022-06-13`), without moving it between time zones. */
export function formatDay(locale: Locale, day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-');
  const { dateSign } = conventions[locale];
  return [date, month, year].join(dateSign);
}

/**
 * A decimal given as number or text, grouped by thousands. `fractionDigits` is the least number of decimals shown; further
 * ones stay as they are (`24.7934` is not rounded: what is shown is what is charged).
 */
export function formatNumber(locale: Locale, value: string | number, fractionDigits = 0): string {
  const text = typeof value === 'number' ? plain(value) : value;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const [, sign = '', whole = '0', decimals = ''] = match;
  const { decimal, group } = conventions[locale];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = decimals.replace(/0+$/, '').padEnd(fractionDigits, '0');
  return `${sign === '-' ? '−' : ''}${grouped}${fraction ? decimal + fraction : ''}`;
}

/** Euros from the API's decimal text: `24,79 €`, with at least two decimals. Says nothing of VAT: the label beside it does. */
export function formatMoney(locale: Locale, amount: string | number): string {
  const shown = formatNumber(locale, amount, 2);
  const { euro } = conventions[locale];
  return shown.startsWith('−') ? `−${euro(shown.slice(1))}` : euro(shown);
}

/** `1,5 MB`: bytes as the largest fitting unit, one decimal at most. */
export function formatBytes(locale: Locale, bytes: number): string {
  const units = locale === 'fr' ? ['o', 'ko', 'Mo', 'Go', 'To'] : ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = Math.round((bytes / 1000 ** step) * 10) / 10;
  return `${formatNumber(locale, value)}\u00a0${units[step]}`;
}

function plain(value: number): string {
  // 1e21 and 1e-7 would come out in exponent form
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(10).replace(/0+$/, '');
}
