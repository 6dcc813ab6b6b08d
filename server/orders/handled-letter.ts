import type { Letter } from '../platform/mail/letter.ts';
import type { Texts } from '../platform/texts.ts';
import { orderName, results, seeOrder } from './emails.ts';

/** What the operator's staff did with numbers of an order that had failed, and how the order stands now. */
export type Handled = {
  orderId: string;
  number: number;
  how: 'completed' | 'cancelled';
  count: number;
  /** Why they were cancelled, in the words of who did it. */
  reason: string | null;
  completed: number;
  failed: number;
  cancelled: number;
};

/** The order had ended with failed numbers, and the operator has seen to them since. */
export function handledLetter(texts: Texts, told: Handled): Letter {
  const { number, how, count, reason } = told;
  return {
    subject: texts.t({
      id: 'orders.mail-handled-subject',
      message: 'Order {number}: the operator has handled what had failed',
      values: { number: String(number) },
    }),
    blocks: [
      { kind: 'heading', text: orderName(texts, number) },
      {
        kind: 'paragraph',
        text:
          how === 'completed'
            ? texts.t({
                id: 'orders.mail-completed-by-operator',
                message:
                  '{count, plural, one {The operator has completed the change of # number that had failed.} other {The operator has completed the changes of # numbers that had failed.}}',
                values: { count },
              })
            : texts.t({
                id: 'orders.mail-cancelled-by-operator',
                message:
                  '{count, plural, one {The operator has cancelled the change of # number that had failed.} other {The operator has cancelled the changes of # numbers that had failed.}}',
                values: { count },
              }),
      },
      ...(reason
        ? [
            {
              kind: 'paragraph' as const,
              text: texts.t({
                id: 'orders.mail-cancelled-reason',
                message: 'Reason: {reason}',
                values: { reason },
              }),
            },
          ]
        : []),
      {
        kind: 'paragraph',
        text: texts.t({ id: 'orders.mail-stands', message: 'This is how the order stands now:' }),
      },
      ...results(texts, told).map((text) => ({ kind: 'paragraph' as const, text })),
      { kind: 'button', label: seeOrder(texts), href: `/${texts.locale}/orders/${told.orderId}` },
    ],
  };
}
