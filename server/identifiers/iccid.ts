/** What was typed where an ICCID belongs: the ICCID as it is stored, or why it is none. */
export type ReadIccid =
  | { iccid: string }
  | { wrong: 'empty' | 'not-digits' | 'spreadsheet' | 'prefix' | 'length' | 'check-digit' };

/**
 * Reads an ICCID (ITU-T E.118): 89, then country, issuer and account, then a Luhn check digit; 19 digits, or 20 with a longer
 * account number. Separators and a padding F (nibble-swapped vendor files) are dropped. Vendor files that leave the check digit
 * out (18 digits) get it back. `8.93E+18`, what a spreadsheet makes of it, is told apart: its digits are lost.
 */
export function readIccid(typed: string): ReadIccid {
  const bare = typed.normalize('NFKC').replace(/[\s.\-/]/g, '');
  if (bare === '') return { wrong: 'empty' };
  if (/^\s*\d(?:[.,]\d+)?E\+?\d+\s*$/i.test(typed)) return { wrong: 'spreadsheet' };
  const digits = bare.replace(/F$/i, '');
  if (!/^\d+$/.test(digits)) return { wrong: 'not-digits' };
  if (!digits.startsWith('89')) return { wrong: 'prefix' };
  if (digits.length === 18) return { iccid: digits + luhnDigit(digits) };
  if (digits.length !== 19 && digits.length !== 20) return { wrong: 'length' };
  if (!isLuhn(digits))
    return roundedBySpreadsheet(digits) ? { wrong: 'spreadsheet' } : { wrong: 'check-digit' };
  return { iccid: digits };
}

/** Whether these digits are a whole ICCID. */
export function isIccid(digits: string): boolean {
  return /^89\d{17,18}$/.test(digits) && isLuhn(digits);
}

/** The check digit that makes these digits an ICCID or IMEI (Luhn, ISO/IEC 7812-1 annex B). */
export function luhnDigit(digits: string): string {
  return String((10 - (luhnSum(`${digits}0`) % 10)) % 10);
}

function isLuhn(digits: string): boolean {
  return luhnSum(digits) % 10 === 0;
}

/** From the right, each second digit counts double, its own digits added up. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    sum += place % 2 === 0 ? digit : ((digit * 2) % 10) + Math.floor(digit / 5);
  }
  return sum;
}

/** Spreadsheets keep fifteen digits and put zeros in place of the rest. */
function roundedBySpreadsheet(digits: string): boolean {
  return /^\d{15}0+$/.test(digits);
}
