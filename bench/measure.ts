/** One line of the report: ours against the reference, measured in turns in one run. */
export type Measure = {
  name: string;
  /** Ours by the reference. */
  ratio: number;
  target: { atLeast: number } | { atMost: number };
  ours: number;
  reference: number;
  /** Of both: `ms`, `items/s`. */
  unit: string;
  /** Sizes and what else one must know to repeat it. */
  note: string;
};

/** A work that could not be measured here, and why. */
export type Skipped = { name: string; skipped: string };

export function isReached({ ratio, target }: Measure): boolean {
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
}

/** As it is printed: `name ratio=1.62 target=>=1.5 ok (ours 7100 items/s, reference 4400 items/s; note)`. */
export function line(measure: Measure | Skipped): string {
  if ('skipped' in measure) return `${measure.name} skipped: ${measure.skipped}`;
  const { name, ratio, target, ours, reference, unit, note } = measure;
  const wanted = 'atLeast' in target ? `>=${target.atLeast}` : `<=${target.atMost}`;
  const verdict = isReached(measure) ? 'ok' : 'MISS';
  return `${name} ratio=${ratio.toFixed(2)} target=${wanted} ${verdict} (ours ${short(ours)} ${unit}, reference ${short(reference)} ${unit}; ${note})`;
}

/** The one in the middle. */
export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** The value that this part of the values does not exceed. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toFixed(1);
}
