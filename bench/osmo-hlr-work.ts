import type { Measure, Skipped } from './measure.ts';
import { osmoHlrWrites } from './osmo-hlr.ts';
import type { World } from './world.ts';

/** Changes a second on a real osmo-hlr, where one is installed. */
export async function osmoHlr({ sizes }: World): Promise<(Measure | Skipped)[]> {
  const writes = Math.min(600, sizes.lines);
  const measured = await osmoHlrWrites(writes);
  if (!measured) return [{ name: 'osmo-hlr', skipped: 'osmo-hlr is not installed here' }];
  const { name, ratio, target, ours, reference } = measured;
  return [
    {
      name,
      ratio,
      target: { atLeast: target },
      ours,
      reference,
      unit: 'writes/s',
      note: `${writes} writes, reference is raw pipelined CTRL`,
    },
  ];
}
