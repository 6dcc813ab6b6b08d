import { z } from 'zod';
import type { FailureCode } from '../provisioning/contract.ts';
import type { Texts } from '../platform/texts.ts';
import { leftOutReason } from '../quotes/quotes.ts';

/**
 * Why an item failed, as it stands in order_item.failure: a code of provisioning, or one of orders: `no-longer-possible` when the rules of today
 * refuse an item that is to be sent again or that was planned, then with the reasons; `line-gone` when a planned item's line left the company;
 * `addition-not-made` and `addition-undone` when the end of an addition was cancelled because there is nothing to end; `already-reactivated` when a line was reactivated before its planned reactivation; `left-out` of what a person
 * took out of a planned order, and of its end: it is no part of the price; `corrected-anew` when a
 * correction of the network, or the end of a pass, says no longer what its line has;
 * `cancelled-unclear` is told, not kept, of an item that was sent again after an unclear outcome and cancelled before it began.
 */
export const keptFailure = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  temporary: z.boolean().default(false),
  reasons: z.array(leftOutReason).optional(),
});
export type KeptFailure = z.infer<typeof keptFailure>;

/** What orders say themselves of an item that was not, or not again, sent to the network. */
type OwnCode =
  | 'no-longer-possible'
  | 'line-gone'
  | 'addition-not-made'
  | 'addition-undone'
  | 'already-reactivated'
  | 'left-out'
  | 'corrected-anew'
  | 'cancelled-unclear';

const sentences: Record<FailureCode | OwnCode, { id: string; message: string }> = {
  'network-refused': {
    id: 'failure.network-refused',
    message: 'The network refused this change for this SIM card.',
  },
  'subscriber-unknown': {
    id: 'failure.subscriber-unknown',
    message: 'The network does not know the SIM card of this number.',
  },
  'service-unknown': {
    id: 'failure.service-unknown',
    message: 'The network does not have a service that this change needs.',
  },
  'network-cancelled': {
    id: 'failure.network-cancelled',
    message: 'The network had accepted this change and then gave it up. Try again.',
  },
  'network-partial': {
    id: 'failure.network-partial',
    message: 'The network made only a part of this change. Try again, or ask for help.',
  },
  'element-busy': {
    id: 'failure.element-busy',
    message: 'The network was too busy. Try again later.',
  },
  'no-answer': { id: 'failure.no-answer', message: 'The network did not answer in time. Try again.' },
  'connection-lost': {
    id: 'failure.connection-lost',
    message: 'The connection to the network broke. Try again.',
  },
  'outcome-unclear': {
    id: 'failure.outcome-unclear',
    message:
      'It could not be found out whether the network made the change. Try again: what is done already is not done twice.',
  },
  'worker-lost': {
    id: 'failure.worker-lost',
    message: 'The change was interrupted again and again on our side. Try again.',
  },
  defect: {
    id: 'failure.defect',
    message:
      'Something went wrong on our side. Try again, or ask for help and quote the number of the order.',
  },
  'no-longer-possible': {
    id: 'failure.no-longer-possible',
    message: 'This change is no longer possible for this number: {reason}',
  },
  'line-gone': {
    id: 'failure.line-gone',
    message: 'This number is no longer one of your company.',
  },
  'addition-not-made': {
    id: 'failure.addition-not-made',
    message: 'Nothing to remove: the option was not added to this number.',
  },
  'addition-undone': {
    id: 'failure.addition-undone',
    message: 'Nothing left to remove: the order that had added the option was undone.',
  },
  'already-reactivated': {
    id: 'failure.already-reactivated',
    message: 'Nothing to reactivate: the number was reactivated before.',
  },
  'left-out': {
    id: 'failure.left-out',
    message: 'Left out of the order before it began.',
  },
  'cancelled-unclear': {
    id: 'failure.cancelled-unclear',
    message:
      'It was cancelled before it was sent again. Whether the network had made the change before could not be found out: the number is compared with the network, and your operator puts right what differs.',
  },
  'corrected-anew': {
    id: 'failure.corrected-anew',
    message:
      'The number has changed since, or a change of it is under way: it is compared with the network once more, and what still differs is corrected anew.',
  },
};

const unknown = { id: 'failure.unknown', message: 'The change was not made ({code}).' };

/** Why an item failed, in the words of a language. `say` puts an eligibility reason into words. */
export function failureSentence(
  texts: Texts,
  failure: KeptFailure,
  say: (given: NonNullable<KeptFailure['reasons']>[number]) => string,
): string {
  const known = Object.entries(sentences).find(([code]) => code === failure.code)?.[1];
  const why = (failure.reasons ?? []).map(say).join(' ');
  return texts.t({ ...(known ?? unknown), values: { ...failure.values, code: failure.code, reason: why } });
}
