import { z } from 'zod';
import { visibleLineIds } from '../fleet/fleet.ts';
import type { Call, Person, Staff } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { differenceSchema, type DriftList, type LineAgreement } from './contract.ts';
import { findDrift, findRound, listDrift } from './drift-list.ts';

const kept = z.array(differenceSchema);

/** The lines of all companies for which the network has something else than the portal shows. */
export async function readDrift(
  call: Call<Staff>,
  { page, size }: { page: number; size: number },
): Promise<DriftList> {
  const { rows, total } = await listDrift(call, { limit: size, offset: (page - 1) * size });
  const round = await findRound(call);
  return {
    lines: rows.map(({ organisationId, organisationName, foundAt, seenAt, ...row }) => {
      const differences = kept.parse(row.differences);
      return {
        ...row,
        organisation: { id: organisationId, name: organisationName },
        foundAt: foundAt.toISOString(),
        seenAt: seenAt.toISOString(),
        isKnown: differences.length > 0,
        differences,
      };
    }),
    total,
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
