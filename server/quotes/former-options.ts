import { catalogueAt } from '../catalogue/catalogue.ts';
import type { Catalogue, Option } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import type { LineToJudge } from './pending.ts';

/** Options by code. */
export type Options = Map<string, Option>;

/**
 * The options of a catalogue, and those that some of the lines still hold from an older version in which they were: what is removed
 * must be switched off on the network as it was switched on.
 */
export async function optionsKnown(call: Call, catalogue: Catalogue, lines: LineToJudge[]): Promise<Options> {
  const known: Options = new Map(catalogue.options.map((option) => [option.code, option]));
  for (const { code, catalogueVersion } of lines.flatMap(({ activeOptions }) => activeOptions)) {
    if (known.has(code) || catalogueVersion === undefined) continue;
    const former = await catalogueAt(call, catalogueVersion);
    const option = former.options.find((each) => each.code === code);
    if (option) known.set(code, option);
  }
  return known;
}
