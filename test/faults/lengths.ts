/**
 * How long each fault test runs: `short` is part of `npm test`, `long` is `npm run faults` (FAULTS=long). FAULT_SEED repeats a run.
 */
const lengths = {
  'kills at random': { short: 30, long: 1_000 },
  'kills at each named point': { short: 3, long: 50 },
  'kills while planned items begin': { short: 3, long: 200 },
  'kills while the rest is cancelled': { short: 2, long: 100 },
  'kills while a planned order is moved': { short: 2, long: 100 },
  'kills while an export is written': { short: 2, long: 100 },
  'kills of PostgreSQL': { short: 3, long: 200 },
  'items of one run': { short: 3_000, long: 1_000_000 },
  'calls over a troubled network': { short: 200, long: 18_000 },
  'requests submitted three times': { short: 60, long: 100_000 },
  'poisoned run of items': { short: 2_000, long: 100_000 },
  'conflicting changes': { short: 200, long: 100_000 },
  'clock jumps': { short: 6, long: 24 },
  'full disks': { short: 1, long: 20 },
  'walks in memory': { short: 300, long: 10_000 },
  'walks on PostgreSQL': { short: 15, long: 500 },
  'osmo-hlr and worker killed in turn': { short: 12, long: 500 },
  mutants: { short: 0, long: 23 },
} as const;

export const isLong = process.env['FAULTS'] === 'long';

/** The length of a fault test in this run. */
export function lengthOf(fault: keyof typeof lengths): number {
  const given = process.env['FAULT_LENGTH'];
  return given ? Number(given) : lengths[fault][isLong ? 'long' : 'short'];
}

/** The seed of this run; every random choice of a test comes from it. */
export const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function chanceFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Prints what a test measured, one line that `npm run faults` shows. */
export function tell(fault: string, figures: Record<string, string | number>): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`fault: ${fault}: ${words.join(', ')} (seed ${seed})\n`);
}
