import { z } from 'zod';

export const lineStatuses = ['active', 'suspended', 'pending', 'ceased'] as const;
export const lineStatusSchema = z.enum(lineStatuses).meta({ id: 'LineStatus' });
export type LineStatus = z.infer<typeof lineStatusSchema>;

/** Why a person suspends a line. */
export const suspensionReasons = ['lost', 'stolen', 'parked', 'other'] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

/** Of these nobody may wait: the SIM is in wrong hands, or may be. */
export const urgentReasons: readonly string[] = ['lost', 'stolen'] satisfies SuspensionReason[];

/** Why the operator suspends a line by himself: only he lets it go on. */
export const operatorReasons: readonly string[] = ['unpaid', 'cap'];

/** The moves of a line's life that its company may order: from which status to which. */
export const lineMoves = {
  suspend: { from: 'active', to: 'suspended' },
  reactivate: { from: 'suspended', to: 'active' },
} as const satisfies Record<string, { from: LineStatus; to: LineStatus }>;
export type LineMove = keyof typeof lineMoves;

export type LifeOfLine = {
  status: LineStatus;
  statusReason: string | null;
  /** The move of an order that has not ended. */
  statusUnderWay?: LineMove | null | undefined;
};

/** Why a line cannot be moved: in words `eligibility.<code>`. */
export type AgainstMove =
  | { code: 'already-suspended' | 'not-suspended' | 'suspended-by-operator' | 'status-under-way' }
  | { code: 'line-status'; status: LineStatus };

/** Why a move is not possible on a line; null when it is. One that is under way ends first: whatever it ends with, the next starts from a known status. */
export function againstMove(line: LifeOfLine, move: LineMove): AgainstMove | null {
  if (line.statusUnderWay) return { code: 'status-under-way' };
  if (line.status !== 'active' && line.status !== 'suspended')
    return { code: 'line-status', status: line.status };
  if (line.status !== lineMoves[move].from)
    return { code: move === 'suspend' ? 'already-suspended' : 'not-suspended' };
  if (move === 'reactivate' && operatorReasons.includes(line.statusReason ?? ''))
    return { code: 'suspended-by-operator' };
  return null;
}

/** The line when a move is done. */
export function afterMove<L extends LifeOfLine>(
  line: L,
  { move, reason }: { move: LineMove; reason: string | null },
): L {
  return {
    ...line,
    status: lineMoves[move].to,
    statusReason: move === 'suspend' ? reason : null,
    statusUnderWay: null,
  };
}
