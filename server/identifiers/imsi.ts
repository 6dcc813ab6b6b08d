/**
 * Whether these are the digits of an IMSI (ITU-T E.212): country (Belgium 206), network, subscriber; 15 in all, without any
 * check digit.
 */
export function isImsi(digits: string): boolean {
  return /^[2-7]\d{14}$/.test(digits);
}
