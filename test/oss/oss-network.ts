import { z } from 'zod';

/** What the network behind the OSS has of a SIM. */
export type OssSim = { msisdn: string; imsi: string | null; has: Record<string, string | number | boolean> };

const characteristic = z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) });
const item = z.looseObject({
  action: z.enum(['add', 'modify', 'delete', 'noChange']),
  service: z.looseObject({
    serviceSpecification: z.looseObject({ id: z.string() }),
    serviceCharacteristic: z.array(characteristic),
    supportingResource: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  }),
});

const identities = new Set(['MSISDN', 'ICCID', 'IMSI']);
/** The specification that stands for a SIM itself. */
const subscription = 'mobile-subscription';

/** Carries the items of a service order out, all or none; answers the code of what stood in the way, or null. */
export function carryOutItems(
  sims: Map<string, OssSim>,
  items: unknown,
  knowsEverySim = false,
): string | null {
  const after = structuredClone(sims);
  for (const { action, service } of z.array(item).parse(items)) {
    const wanted = new Map(service.serviceCharacteristic.map(({ name, value }) => [name, value]));
    const iccid = service.supportingResource.find(({ name }) => name === 'ICCID')?.id ?? '';
    const wantedIccid = String(wanted.get('ICCID'));
    const specification = service.serviceSpecification.id;
    // A SIM that an item before has just replaced is known by its new number.
    if (knowsEverySim && specification !== subscription && !after.has(iccid) && !after.has(wantedIccid))
      after.set(iccid, { msisdn: String(wanted.get('MSISDN')), imsi: null, has: {} });
    const known = after.get(iccid) ?? after.get(wantedIccid);
    if (specification === subscription) {
      const refusal = changeSim(after, action, iccid, wanted, known);
      if (refusal) return refusal;
      continue;
    }
    if (!known) return 'SIM-404';
    if (action === 'delete') delete known.has[specification];
    else known.has[specification] = [...wanted].find(([name]) => !identities.has(name))?.[1] ?? true;
  }
  sims.clear();
  for (const [iccid, sim] of after) sims.set(iccid, sim);
  return null;
}

function changeSim(
  sims: Map<string, OssSim>,
  action: string,
  iccid: string,
  wanted: Map<string, string | number | boolean>,
  known: OssSim | undefined,
): string | null {
  const msisdn = String(wanted.get('MSISDN'));
  const imsi = wanted.has('IMSI') ? String(wanted.get('IMSI')) : null;
  if (action === 'add') {
    if (known && known.msisdn !== msisdn) return 'SIM-409';
    if (!known) sims.set(iccid, { msisdn, imsi, has: {} });
  } else if (action === 'delete') sims.delete(iccid);
  else {
    if (!known) return 'SIM-404';
    sims.delete(iccid);
    sims.set(String(wanted.get('ICCID')), { ...known, msisdn, imsi });
  }
  return null;
}
