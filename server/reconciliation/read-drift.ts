import type { WantedChange } from '../catalogue/contract.ts';
import { visibleLineIds } from '../fleet/fleet.ts';
import type { Call, Person, Staff } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { DriftedLine, DriftFilter, DriftList, LineAgreement } from './contract.ts';
import { differencesKept } from './differences.ts';
import { countDrift, findDrift, findRound, listDrift } from './drift-list.ts';
import { isRepairable } from './repair.ts';
import { takeOversOf } from './take-over-drift.ts';

/** The lines of all companies for which the network has something else than the portal shows. */
export async function readDrift(
  call: Call<Staff>,
  { page, size, ...filter }: DriftFilter & { page: number; size: number },
): Promise<DriftList> {
  const rows = await listDrift(call, filter, { limit: size, offset: (page - 1) * size });
  const organisations = await countDrift(call, filter);
  const concerned = filter.organisationId
    ? organisations.filter(({ id }) => id === filter.organisationId)
    : organisations;
  const round = await findRound(call);
  const takeOvers = await takeOversOf(call, rows);
  return {
    lines: rows.map(({ organisationId, organisationName, foundAt, seenAt, ...row }) => {
      const differences = differencesKept.parse(row.differences);
      return {
        ...row,
        organisation: { id: organisationId, name: organisationName },
        foundAt: foundAt.toISOString(),
        seenAt: seenAt.toISOString(),
        isKnown: differences.length > 0,
        isRepairable: isRepairable(differences),
        differences,
        takeOver: namesOf(takeOvers.get(row.lineId)?.change),
      };
    }),
    total: concerned.reduce((sum, { items }) => sum + items, 0),
    repairable: concerned.reduce((sum, { repairable }) => sum + repairable, 0),
    organisations,
    page,
    size,
    round: round
      ? {
          startedAt: round.startedAt.toISOString(),
          compared: round.compared,
          lastEndedAt: round.lastEndedAt?.toISOString() ?? null,
        }
      : null,
  };
}

function namesOf(change: WantedChange | undefined): DriftedLine['takeOver'] {
  return change ? { add: change.add.map(({ code }) => code), remove: change.remove } : null;
}

/** Whether the network has what the customer sees of his line. What differs is told to the operator's staff only. */
export async function readAgreement(
  call: Call<Person>,
  { lineId }: { lineId: string },
): Promise<LineAgreement> {
  const [visible] = await visibleLineIds(call, [lineId]);
  if (!visible) throw notFound();
  const since = await findDrift(call, lineId);
  return { agrees: since === undefined, since: since?.toISOString() ?? null };
}
