import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * The number that somebody typed, as it is stored: E.164 digits without plus. Belgian numbers may be written `0492…`,
 * `+32492…`, `0032492…` or `32492…`, those of other countries with `+` or `00`; spaces, dots, slashes, dashes and `(0)` do not
 * matter. Null when it is no number that can exist.
 */
export function parseMsisdn(typed: string): string | null {
  const bare = typed
    .normalize('NFKC')
    .replace(/\(0\)/g, '')
    .replace(/[\s./\-–()]/g, '');
  if (!/^\+?\d{6,18}$/.test(bare)) return null;
  const dialled = bare.replace(/^00/, '+');
  if (dialled.startsWith('+')) return readNumber(dialled);
  // 32492001234 without a plus: no Belgian number begins with 32 in national form
  if (dialled.startsWith('32')) return readNumber(`+${dialled}`);
  return readNumber(dialled);
}

function readNumber(dialled: string): string | null {
  const number = parsePhoneNumberFromString(dialled, 'BE');
  return number?.isValid() ? number.number.slice(1) : null;
}

/** Whether these are E.164 digits of a Belgian mobile number: 04 and eight digits in national form. */
export function isBelgianMobile(msisdn: string): boolean {
  return /^324[5-9]\d{7}$/.test(msisdn);
}
