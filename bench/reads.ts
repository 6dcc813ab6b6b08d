import { copyOut } from './copy-out.ts';
import { type Measure, median, percentile, timed } from './measure.ts';
import { openReads, type Place, type ReadSizes } from './reads-world.ts';
import { exportedRows, type ReadWork } from './read-works.ts';

/**
 * Looking at a company of 100,000 numbers among a million: each work over HTTP against the floor, a bare server that asks PostgreSQL the same, with one
 * client and with eight; against the same company nearly alone in its database; exports against COPY; and another company beside them.
 */
export async function* reads(sizes: ReadSizes): AsyncGenerator<Measure> {
  const places = await openReads(sizes);
  const { among, alone } = places;
  try {
    for (const work of among.works) yield* await againstFloor(among, work, sizes);
    for (const work of among.works) yield await amongMany({ among, alone }, work, sizes);
    for (const format of ['csv', 'xlsx'] as const) yield* await exported(among, format, sizes);
    yield await besideExports(among, sizes);
  } finally {
    await places.close();
  }
}

async function againstFloor(place: Place, work: ReadWork, sizes: ReadSizes): Promise<Measure[]> {
  const ours = () => place.ask('largest', work.path);
  const floor = () => place.askFloor(work.name);
  const took: Record<'ours' | 'floor' | 'sql', number[]> = { ours: [], floor: [], sql: [] };
  const rate: Record<'ours' | 'floor', number[]> = { ours: [], floor: [] };
  await repeated(ours, 3);
  await repeated(floor, 3);
  // In turns, so that what else the machine does falls on both.
  for (let round = 0; round < sizes.rounds; round += 1) {
    took.ours.push(...(await repeated(ours, sizes.requests)));
    took.floor.push(...(await repeated(floor, sizes.requests)));
    took.sql.push(...(await repeated(() => place.run(work), Math.ceil(sizes.requests / 3))));
    rate.ours.push(await perSecond(ours, sizes.requests));
    rate.floor.push(await perSecond(floor, sizes.requests));
  }
  const note = `medians ${median(took.ours).toFixed(1)}, floor ${median(took.floor).toFixed(1)}, bare SQL ${median(took.sql).toFixed(1)} ms`;
  return [
    {
      name: work.name,
      ratio: percentile(took.ours, 0.95) / percentile(took.floor, 0.95),
      target: { atMost: 1.5 },
      ours: percentile(took.ours, 0.95),
      reference: percentile(took.floor, 0.95),
      unit: 'ms',
      note: `p95 of ${took.ours.length} against the floor, ${note}`,
    },
    {
      name: `${work.name}-8-clients`,
      ratio: median(rate.ours) / median(rate.floor),
      target: { atLeast: 0.8 },
      ours: median(rate.ours),
      reference: median(rate.floor),
      unit: 'requests/s',
      note: 'against the floor',
    },
  ];
}

async function amongMany(
  { among, alone }: { among: Place; alone: Place },
  work: ReadWork,
  sizes: ReadSizes,
): Promise<Measure> {
  const took: Record<'among' | 'alone', number[]> = { among: [], alone: [] };
  await repeated(() => alone.ask('largest', work.path), 3);
  for (let round = 0; round < sizes.rounds; round += 1) {
    took.among.push(...(await repeated(() => among.ask('largest', work.path), sizes.requests)));
    took.alone.push(...(await repeated(() => alone.ask('largest', work.path), sizes.requests)));
  }
  return {
    name: `${work.name}-among-many`,
    ratio: median(took.among) / median(took.alone),
    target: { atMost: 1.3 },
    ours: median(took.among),
    reference: median(took.alone),
    unit: 'ms',
    note: `${sizes.largest} numbers among ${sizes.lines}, against the same nearly alone`,
  };
}

async function exported(place: Place, format: 'csv' | 'xlsx', sizes: ReadSizes): Promise<Measure[]> {
  const ours = () => place.ask('largest', `/api/fleet/export?format=${format}`);
  const took: number[] = [];
  const copied: number[] = [];
  const more: number[] = [];
  let peak = 0;
  await ours();
  for (let round = 0; round < sizes.rounds; round += 1) {
    await place.resetPeak();
    const before = await place.memory();
    took.push(await timed(ours));
    const after = await place.memory();
    if (before && after) more.push(Math.max(0.1, after.peak - before.now));
    peak = Math.max(peak, after?.peak ?? 0);
    copied.push((await copyOut(place.url, `COPY (${exportedRows(place.organisationId)}) TO STDOUT`)).ms);
  }
  const measures: Measure[] = [
    {
      name: `export-${format}`,
      ratio: median(took) / median(copied),
      target: { atMost: format === 'csv' ? 1.5 : 2 },
      ours: median(took),
      reference: median(copied),
      unit: 'ms',
      note: `${sizes.largest} numbers against COPY of the joined query`,
    },
  ];
  if (more.length > 0) {
    measures.push({
      name: `export-${format}-memory`,
      ratio: Math.max(...more) / 64,
      target: { atMost: 1 },
      ours: Math.max(...more),
      reference: 64,
      unit: 'MB',
      note: `more than before it; peak of the process ${peak.toFixed(0)} MB`,
    });
  }
  return measures;
}

/** The pattern's manager looks at his fleet while the largest company exports again and again. */
async function besideExports(place: Place, sizes: ReadSizes): Promise<Measure> {
  const page = () => place.ask('pattern', '/api/fleet/lines');
  const count = sizes.requests * sizes.rounds;
  await repeated(page, 10);
  const idle = await repeated(page, count);
  const over = new AbortController();
  const exporting = (async () => {
    while (!over.signal.aborted) await place.ask('largest', '/api/fleet/export?format=csv');
  })();
  const busy = await repeated(page, count);
  over.abort();
  await exporting;
  return {
    name: 'other-company-page-beside-export',
    ratio: percentile(busy, 0.95) / percentile(idle, 0.95),
    target: { atMost: 1.6 },
    ours: percentile(busy, 0.95),
    reference: percentile(idle, 0.95),
    unit: 'ms',
    note: `p95 of ${count} fleet pages, medians ${median(busy).toFixed(1)} and ${median(idle).toFixed(1)} ms`,
  };
}

async function repeated(work: () => Promise<unknown>, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) took.push(await timed(work));
  return took;
}

/** With eight clients, each beginning the next when it has its answer. */
async function perSecond(work: () => Promise<unknown>, times: number): Promise<number> {
  let left = Math.max(8, times);
  const all = left;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  const took = await timed(() => Promise.all(Array.from({ length: 8 }, client)));
  return (all * 1000) / took;
}
