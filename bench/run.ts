/**
 * What Flottille reaches, side by side with plain work on the same server, one line a work:
 *
 *   npm run bench                 100,000 numbers, some minutes
 *   npm run bench -- --small      20,000 numbers, one round: for seeing that it runs, its ratios say little
 *   npm run bench -- --json       the same as JSON
 *   npm run bench -- --only large-orders
 *   npm run bench -- --only reads           a million numbers of 200 companies: ten minutes, 7 GB; BENCH_DATA_DIR keeps and reuses them
 *   npm run bench -- --web                  the first visit in a browser, with Lighthouse (installed on the first run)
 *
 * On the built-in PostgreSQL with the settings of `npm start`, or on BENCH_DATABASE_URL. Ratios count, times are of the machine.
 */
import { parseArgs } from 'node:util';
import { beside } from './beside.ts';
import { firstVisit } from './first-visit.ts';
import { imports } from './imports.ts';
import { largeOrders } from './large-orders.ts';
import { line, type Measure, type Skipped } from './measure.ts';
import { osmoHlr } from './osmo-hlr-work.ts';
import { reads } from './reads.ts';
import type { ReadSizes } from './reads-world.ts';
import { openWorld, type Sizes, type World } from './world.ts';

const sizes: Record<'full' | 'small' | 'tiny', Sizes> = {
  full: { lines: 100_000, otherLines: 5_000, singles: 40, pages: 200, rounds: 3 },
  small: { lines: 20_000, otherLines: 500, singles: 20, pages: 60, rounds: 1 },
  tiny: { lines: 120, otherLines: 20, singles: 2, pages: 3, rounds: 1 },
};

const readSizes: Record<keyof typeof sizes, ReadSizes> = {
  full: { lines: 1_000_000, companies: 200, largest: 100_000, pattern: 5_000, requests: 40, rounds: 5 },
  small: { lines: 200_000, companies: 40, largest: 20_000, pattern: 2_000, requests: 20, rounds: 2 },
  tiny: { lines: 1_000, companies: 6, largest: 200, pattern: 100, requests: 2, rounds: 1 },
};

/** Each on the same world, which is made when the first one needs it; reads have a world of their own. */
const works: Record<string, (world: World) => Promise<(Measure | Skipped)[]>> = {
  'large-orders': largeOrders,
  imports,
  beside,
  'osmo-hlr': osmoHlr,
  web: firstVisit,
};

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    tiny: { type: 'boolean', default: false },
    web: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const size = values.tiny ? 'tiny' : values.small ? 'small' : 'full';
const all = [...Object.keys(works), 'reads'];
const chosen = values.web
  ? ['web']
  : values.only.length > 0
    ? values.only
    : all.filter((name) => name !== 'web');
const unknown = chosen.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`no such work: ${unknown.join(', ')}; there are ${all.join(', ')}`);

let opened: Promise<World> | undefined;
const close = async () => (await opened)?.close();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void close().finally(() => process.exit(1)));
const measured: (Measure | Skipped)[] = [];
try {
  for (const name of chosen) {
    for await (const measure of measuresOf(name)) {
      measured.push(measure);
      if (!values.json) process.stdout.write(`${line(measure)}\n`);
    }
  }
} finally {
  await close();
}
if (values.json) process.stdout.write(`${JSON.stringify({ size, works: measured }, null, 2)}\n`);
process.exit(0);

async function* measuresOf(name: string): AsyncGenerator<Measure | Skipped> {
  if (name === 'reads') yield* reads(readSizes[size]);
  else {
    opened ??= openWorld(sizes[size]);
    yield* (await works[name]?.(await opened)) ?? [];
  }
}
