import type { NewLine } from '../fleet/fleet.ts';

/** Endings that the simulator answers in a way of its own: fails once, fails for good, hangs, loses its answer. */
const sentinels = ['32492010001', '32492010002', '32492010003', '32492010004'];

/**
 * Gives invented lines the numbers of the guide's customer: 0492 00 12 10 and on, the four sentinels, then some numbers that were
 * ported in. The sentinels are active voice lines, so that they can be chosen together with the others.
 */
export function asGuideFleet(invented: NewLine[]): NewLine[] {
  const active = invented.filter(
    ({ status, planCode }) => status === 'active' && planCode.startsWith('shape'),
  );
  const special = new Map(
    active.slice(0, sentinels.length).map((line, place) => [line, sentinels[place] ?? '']),
  );
  let next = 0;
  return invented.map((line) => {
    const sentinel = special.get(line);
    if (sentinel) return { ...line, msisdn: sentinel };
    next += 1;
    return next <= 45 ? { ...line, msisdn: String(32_492_001_209 + next) } : line;
  });
}
