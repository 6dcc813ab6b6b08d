import { Decimal } from 'decimal.js';
import { dayOf, monthsLater, startOf } from './brussels-day.ts';
import type { Option, PassValidity } from './contract.ts';

/** What a line holds an option under from its activation on, whatever the catalogue says later. Prices excl. VAT. */
export type OptionTerms = {
  monthlyPrice: string;
  oneOffPrice: string;
  /** When a pass ends by itself. */
  activeUntil: Date | null;
  minimumTermEnd: Date | null;
  /** What a pass gives, to be used up. */
  pool: { unit: 'MB' | 'minutes' | 'sms'; total: string } | null;
};

/** The terms of an option that becomes active at an instant. */
export function termsOf(option: Option, activatedAt: Date): OptionTerms {
  return {
    monthlyPrice: option.monthlyPrice ?? '0.00',
    oneOffPrice: option.oneOffPrice ?? '0.00',
    activeUntil: option.validity && passEnd(option.validity, activatedAt),
    minimumTermEnd: option.minimumTerm && termEnd(option.minimumTerm.months, activatedAt),
    pool: option.type === 'pass' ? poolOf(option) : null,
  };
}

/**
 * When a pass ends: hours and days of 24 hours run to the minute; of calendar days the day of activation is the first,
 * and the last one ends at midnight in Brussels.
 */
export function passEnd(validity: Pick<PassValidity, 'unit' | 'count'>, activatedAt: Date): Date {
  if (validity.unit === 'calendar-days') return startOf(dayOf(activatedAt) + validity.count);
  const hours = validity.unit === 'hours' ? validity.count : validity.count * 24;
  return new Date(activatedAt.getTime() + hours * 3_600_000);
}

function termEnd(months: number, activatedAt: Date): Date {
  return startOf(monthsLater(dayOf(activatedAt), months));
}

/** The data of a pass, else its first allowance. A GB is 1000 MB (IEC 80000-13). */
function poolOf(option: Option): OptionTerms['pool'] {
  const data = option.allowances.find(({ unit }) => unit === 'GB' || unit === 'MB');
  const allowance = data ?? option.allowances[0];
  if (!allowance) return null;
  if (allowance.unit === 'GB')
    return { unit: 'MB', total: new Decimal(allowance.amount).times(1000).toFixed(2) };
  return { unit: allowance.unit, total: new Decimal(allowance.amount).toFixed(2) };
}
