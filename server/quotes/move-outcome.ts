import { priceMove, servicesOfLine } from '../catalogue/catalogue.ts';
import { type Catalogue, type LineFacts, lineStatusCode } from '../catalogue/contract.ts';
import { againstMove, lineMoves } from '../fleet/contract.ts';
import type { StatusChange } from './contract.ts';
import type { Options } from './former-options.ts';
import { leftOutFor, type Outcome } from './outcome.ts';

/** Judges and prices suspending or reactivating one line. What the status means on the network is data of the catalogue (`statuses`). */
export function movedOutcome(
  catalogue: Catalogue,
  line: LineFacts & { statusReason: string | null },
  cycleDay: number,
  wanted: StatusChange,
  at: Date,
  options?: Options,
): Outcome {
  const against = againstMove(line, wanted.move);
  if (against?.code === 'line-status')
    return leftOutFor({ option: null, code: 'line-status', values: { status: against.status } });
  if (against) return leftOutFor({ option: null, code: against.code, values: {} });
  const { move } = wanted;
  const price = priceMove(catalogue, line, cycleDay, move, at);
  const plan = catalogue.plans.find(({ code }) => code === line.planCode);
  // Reactivating keeps why it was suspended, so that it can be undone.
  const reason = wanted.move === 'suspend' ? wanted.reason : line.statusReason;
  return {
    eligible: true,
    reasons: [],
    wayOut: null,
    actions: [
      {
        action: move,
        code: lineStatusCode,
        catalogueVersion: catalogue.version,
        parameters: reason === null ? {} : { reason },
        type: 'recurring',
        now: price.dueNow,
        proRata: price.dueNow,
        monthly: price.monthly,
        oneOffPrice: '0.00',
        monthlyPrice: '0.00',
        minimumTermEnd: null,
        services: servicesAfter(catalogue, line, move, options),
        ...(move === 'suspend' ? { keepsCharging: plan?.suspendedKeepsCharging ?? true } : {}),
      },
    ],
    now: price.dueNow,
    proRata: price.dueNow,
    monthly: price.monthly,
    startsAt: null,
    end: null,
  };
}

/**
 * What the network is told. A line that goes on gets all that it has: some elements know one switch for its status and for an option (no service, no
 * data), and what bars wins within a request only.
 */
function servicesAfter(
  catalogue: Catalogue,
  line: LineFacts,
  move: StatusChange['move'],
  options: Options | undefined,
): { service: string; value: string }[] {
  const services =
    move === 'suspend'
      ? catalogue.statuses.suspended
      : servicesOfLine(catalogue, { ...line, status: lineMoves[move].to }, options);
  return Object.entries(services).map(([service, value]) => ({ service, value }));
}
