import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import type { Step } from './confirmed-action.ts';
import { lineMoves } from './life-contract.ts';

/** Lines show the status that the network has confirmed, since now. Of several moves of one line the last holds. */
export async function moveStatus(call: Call, steps: Step[]): Promise<void> {
  const moves = new Map<string, { status: string; reason: string | null }>();
  for (const { lineId, action } of steps) {
    if (action.action !== 'suspend' && action.action !== 'reactivate') continue;
    const { reason } = action.parameters;
    moves.set(lineId, {
      status: lineMoves[action.action].to,
      reason: action.action === 'suspend' && typeof reason === 'string' ? reason : null,
    });
  }
  if (moves.size === 0) return;
  const told = [...moves.values()];
  await sql`
    UPDATE line SET status = moved.status, status_reason = moved.reason, status_since = ${call.now}
    FROM unnest(${[...moves.keys()]}::uuid[], ${told.map(({ status }) => status)}::text[],
      ${told.map(({ reason }) => reason)}::text[]) AS moved (id, status, reason)
    WHERE line.id = moved.id`.execute(call.db);
}
