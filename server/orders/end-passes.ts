import { catalogueAt, currentCatalogue, servicesOf, servicesOfLine } from '../catalogue/catalogue.ts';
import type { Option } from '../catalogue/contract.ts';
import {
  expireOptions,
  factsOfLines,
  type LeavingOption,
  type LineForChange,
  linesToLeave,
  lockLines,
  markLeft,
  optionsToLeave,
} from '../fleet/fleet.ts';
import { type Call, inTransaction, type System } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { optionsKnown, type ItemAction } from '../quotes/quotes.ts';
import { orderByOperator } from './order-by-operator.ts';

/** Lines in one transaction: whoever needs one of them waits only a moment. */
const batch = 1000;

/**
 * Ends the passes whose time is over and orders, for each company, that the network takes them away; returns how many ended. A line on which
 * something is under way waits until that has ended, for it may be about the same pass: what a removal has taken away by then is not
 * taken away twice, and what a renewal gives stays. A batch is ordered whole or not at all.
 */
export async function endPasses(call: Call<System>, network: Network): Promise<number> {
  const ended = await expireOptions(call);
  while ((await inTransaction(call, (call) => tellNetwork(call, network))) > 0);
  return ended;
}

async function tellNetwork(call: Call<System>, network: Network): Promise<number> {
  const lineIds = await linesToLeave(call, batch);
  if (lineIds.length === 0) return 0;
  await lockLines(call, lineIds);
  const leaving = Map.groupBy(await optionsToLeave(call, lineIds), ({ lineId }) => lineId);
  const lines = await factsOfLines(call, [...leaving.keys()]);
  const catalogue = await currentCatalogue(call);
  const held = await optionsKnown(call, catalogue, lines);
  const ordered: { line: LineForChange; actions: ItemAction[] }[] = [];
  for (const line of lines) {
    const has = new Set(Object.keys(servicesOfLine(catalogue, line, held)));
    const actions: ItemAction[] = [];
    for (const option of leaving.get(line.id) ?? []) {
      const off = servicesToEnd(await optionOf(call, option), option, line).filter(
        ({ service }) => !has.has(service),
      );
      for (const { service } of off) has.add(service);
      if (off.length > 0) actions.push(actionOf(option, off));
    }
    if (actions.length > 0) ordered.push({ line, actions });
  }
  for (const [organisationId, some] of Map.groupBy(ordered, ({ line }) => line.organisationId)) {
    const codes = new Set(some.flatMap(({ actions }) => actions.map(({ code }) => code)));
    await orderByOperator(call, {
      act: 'expiry',
      auditAction: 'orders.passes-ended',
      organisationId,
      idempotencyKey: `expiry ${newId()}`,
      catalogue,
      change: { add: [], remove: [...codes].toSorted() },
      lines: some.map(({ line: { id }, actions }) => ({ id, actions })),
      network,
      isLarge: true,
    });
  }
  await markLeft(
    call,
    [...leaving.values()].flat().map(({ id }) => id),
  );
  return lineIds.length;
}

async function optionOf(call: Call, { code, catalogueVersion }: LeavingOption): Promise<Option | undefined> {
  return (await catalogueAt(call, catalogueVersion)).options.find((option) => option.code === code);
}

/** Nothing where the network counts the time of the pass itself, or does not serve the line any more. */
function servicesToEnd(option: Option | undefined, { parameters }: LeavingOption, { status }: LineForChange) {
  if (!option || option.validity?.endedBy === 'network') return [];
  if (status !== 'active' && status !== 'suspended') return [];
  return Object.entries(servicesOf(option, parameters)).map(([service, value]) => ({ service, value }));
}

function actionOf(
  { code, catalogueVersion, parameters }: LeavingOption,
  services: ItemAction['services'],
): ItemAction {
  return {
    action: 'remove',
    code,
    catalogueVersion,
    parameters,
    type: 'pass',
    now: '0',
    proRata: '0',
    monthly: '0',
    oneOffPrice: '0',
    monthlyPrice: '0',
    minimumTermEnd: null,
    services,
    isExpired: true,
  };
}
