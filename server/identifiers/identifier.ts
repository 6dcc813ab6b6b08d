import { readIccid } from './iccid.ts';
import { parseMsisdn } from './msisdn.ts';

/** What a row names a line by, or why it cannot be read. */
export type ReadIdentifier =
  | { msisdn: string }
  | { iccid: string }
  | { wrong: 'number-missing' | 'number-unreadable' | 'number-lost' | 'iccid-unreadable' };

/**
 * Reads a number or ICCID in any writing. What a spreadsheet has made of one (`8.93E+18`, `3.2492E+10`, or fifteen digits and zeros) has lost
 * digits for good: it is told apart and never guessed.
 */
export function readIdentifier(cell: string): ReadIdentifier {
  const typed = bare(cell);
  if (typed === '') return { wrong: 'number-missing' };
  if (/^[+-]?\d+(?:[.,]\d+)?\s*E\s*\+?\d+$/i.test(typed)) return { wrong: 'number-lost' };
  const digits = typed.replace(/[\s.\-/]/g, '');
  if (/^89\d{15,}F?$/i.test(digits)) {
    // Fifteen digits and zeros: also when the check digit happens to fit.
    if (/^\d{15}0{4,}$/.test(digits)) return { wrong: 'number-lost' };
    const read = readIccid(typed);
    if ('iccid' in read) return { iccid: read.iccid };
    return { wrong: read.wrong === 'spreadsheet' ? 'number-lost' : 'iccid-unreadable' };
  }
  // Nearly all are of this kind; the library that knows every country takes its time.
  const [, belgian] = /^(?:0|32|\+32|0032)(4[5-9]\d{7})$/.exec(digits) ?? [];
  if (belgian) return { msisdn: `32${belgian}` };
  const msisdn = parseMsisdn(typed);
  return msisdn === null ? { wrong: 'number-unreadable' } : { msisdn };
}

/** Whether a cell looks like what names a line, well or badly written. */
export function looksLikeIdentifier(cell: string): boolean {
  const read = readIdentifier(cell);
  return !('wrong' in read) || read.wrong === 'number-lost' || read.wrong === 'iccid-unreadable';
}

/** Without what spreadsheets and our own files put around digits: `="0492…"`, an apostrophe in front, spaces that do not break. */
function bare(cell: string): string {
  const trimmed = cell
    .replace(/[\u00a0\u2007\u202f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ')
    .trim();
  return (/^="(.*)"$/.exec(trimmed)?.[1] ?? trimmed).replace(/^'/, '').trim();
}
