import { luhnDigit } from '../identifiers/identifiers.ts';

/** How many different numbers `inventedMsisdn` has. */
const upper = 1000;
const lower = 9990;

/**
 * The `place`-th invented number, 0460 to 0469: each place another, scattered like real ones, none ending in 0000 to 0009, which the
 * simulator takes for sentinels. E.164 digits.
 */
export function inventedMsisdn(place: number): string {
  const all = upper * lower;
  if (place >= all) throw new RangeError(`there are only ${all} invented numbers`);
  const scattered = (place * 6_180_331 + 271_828) % all; // 6,180,331 shares no factor with all
  const first = Math.floor(scattered / lower);
  const last = 10 + (scattered % lower);
  return `3246${String(first).padStart(3, '0')}${String(last).padStart(4, '0')}`;
}

/** A SIM of the demo operator by its serial number, up to 12 digits: ITU-T E.118, Belgium, an issuer that does not exist. */
export function inventedSim(
  serial: number,
  form: 'physical' | 'esim',
): { iccid: string; imsi: string; form: typeof form } {
  const digits = `893298${String(serial).padStart(12, '0')}`;
  // Mobile country code 206, network 98: not assigned to any operator.
  return { iccid: digits + luhnDigit(digits), imsi: `20698${String(serial).padStart(10, '0')}`, form };
}
