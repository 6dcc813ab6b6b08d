/**
 * A number as people of its country write it: `32492001234` → `0492 00 12 34`. Other countries' numbers keep their
 * international form, `+352 621123456`. Takes E.164 digits without plus (ITU-T E.164); anything else comes back as it is.
 */
export function showMsisdn(msisdn: string): string {
  const belgian = /^32(4\d{2})(\d{2})(\d{2})(\d{2})$/.exec(msisdn);
  if (belgian) return `0${belgian.slice(1).join(' ')}`;
  if (!/^[1-9]\d{7,14}$/.test(msisdn)) return msisdn;
  const country = countryCodeOf(msisdn);
  return `+${country} ${msisdn.slice(country.length)}`;
}

/** Country codes have one to three digits; these are the ones of one and two (ITU-T E.164, list of assigned codes). */
function countryCodeOf(msisdn: string): string {
  if (/^[17]/.test(msisdn)) return msisdn.slice(0, 1);
  const two = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
  return msisdn.slice(0, two.test(msisdn) ? 2 : 3);
}
