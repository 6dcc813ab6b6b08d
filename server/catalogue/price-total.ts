import type { Decimal } from 'decimal.js';
import type { ChangeTotal, LinePrice, MoneyTotal } from './change-contract.ts';
import { inCents, moneyText, sumOf } from './price.ts';

/** Adds up the prices of lines. VAT is computed once on the sum, never per line: 61 × 24.79 → VAT 317.56. */
export function totalOf(
  prices: Iterable<Pick<LinePrice, 'dueNow' | 'monthly'>>,
  vatRate: string,
): ChangeTotal {
  const all = [...prices];
  return {
    dueNow: withVat(sumOf(all.map((price) => price.dueNow)), vatRate),
    monthly: withVat(sumOf(all.map((price) => price.monthly)), vatRate),
  };
}

/**
 * A sum excl. VAT with its VAT at a rate in percent, each rounded once, half up, to cents. EN 16931 BR-CO-17: VAT is the
 * taxable amount of the rate times the rate; in Belgium since 2026-01-01 no longer the sum of the lines' VAT.
 */
export function withVat(sum: Decimal, vatRate: string): MoneyTotal {
  const excl = inCents(sum);
  const vat = inCents(excl.times(vatRate).dividedBy(100));
  return { excl: moneyText(excl), vat: moneyText(vat), incl: moneyText(excl.plus(vat)), vatRate };
}
