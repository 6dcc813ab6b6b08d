import { catalogueAt, currentCatalogue, servicesOfLine } from '../catalogue/catalogue.ts';
import type { Catalogue, Option } from '../catalogue/contract.ts';
import { factsOfLines, leavingAmong, type LineForChange } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import type { LookingElement } from '../provisioning/provisioning.ts';
import { imsisOf } from './drift-store.ts';

/** A line with what the network should have for it, and the facts that this follows from. */
export type LineToCompare = {
  facts: LineForChange;
  options: ReadonlyMap<string, Option>;
  id: string;
  organisationId: string;
  version: number;
  planCode: string;
  product: string;
  iccid: string;
  sim: Parameters<LookingElement['look']>[0];
  services: Parameters<LookingElement['expects']>[1];
};

/** Those of the lines that can be compared: in service or suspended, nothing under way on them and nothing still to be told. */
export async function linesToCompare(call: Call, lineIds: string[]): Promise<LineToCompare[]> {
  const leaving = await leavingAmong(call, lineIds);
  const lines = (await factsOfLines(call, lineIds)).filter(
    ({ id, openItems, status }) =>
      openItems === 0 && !leaving.has(id) && (status === 'active' || status === 'suspended'),
  );
  const catalogue = await currentCatalogue(call);
  const options = await optionsHeld(call, catalogue, lines);
  const imsis = await imsisOf(
    call,
    lines.map(({ id }) => id),
  );
  return lines.map((line) => {
    const { id, organisationId, version, planCode, product, iccid, msisdn } = line;
    const services = Object.entries(servicesOfLine(catalogue, line, options));
    return {
      facts: line,
      options,
      id,
      organisationId,
      version,
      planCode,
      product,
      iccid,
      sim: { iccid, msisdn, imsi: imsis.get(id) ?? null },
      services: services.map(([service, value]) => ({ service, value })),
    };
  });
}

/** Options of the catalogue, and those that some line holds still from an older one. */
async function optionsHeld(
  call: Call,
  catalogue: Catalogue,
  lines: LineForChange[],
): Promise<Map<string, Option>> {
  const options = new Map(catalogue.options.map((option) => [option.code, option]));
  for (const { code, catalogueVersion } of lines.flatMap(({ activeOptions }) => activeOptions)) {
    if (options.has(code)) continue;
    const former = (await catalogueAt(call, catalogueVersion)).options.find((each) => each.code === code);
    if (former) options.set(code, former);
  }
  return options;
}
