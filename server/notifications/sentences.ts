import type { Texts } from '../platform/texts.ts';

/** What fills the sentence of a notification: the number of the order and how its items ended. */
export type NotificationValues = { number: number; done: number; failed: number; total: number };

/** The sentence of each kind of notification; a kind is added here and in the four catalogues. */
const sentences = {
  'order-begun': {
    id: 'notification.order-begun',
    message:
      'Order {number}, planned for today, has begun: {total, plural, one {# number} other {# numbers}}.',
  },
  'order-completed': {
    id: 'notification.order-completed',
    message:
      'Order {number} is done: {total, plural, one {# number was changed} other {# numbers were changed}}.',
  },
  'order-partial': {
    id: 'notification.order-partial',
    message:
      'Order {number} is done in part: {done, plural, one {# number was changed} other {# numbers were changed}}, {failed, plural, one {# failed} other {# failed}}.',
  },
  'order-failed': {
    id: 'notification.order-failed',
    message:
      'Order {number} failed: {total, plural, one {the number was not changed} other {none of the # numbers was changed}}.',
  },
  'order-cancelled': {
    id: 'notification.order-cancelled',
    message:
      'Order {number} was cancelled: {done, plural, =0 {nothing was changed} one {# number had already been changed} other {# numbers had already been changed}}.',
  },
  'order-completed-by-operator': {
    id: 'notification.order-completed-by-operator',
    message:
      'Order {number}: the operator has completed {done, plural, one {the change of # number} other {the changes of # numbers}} that had failed.',
  },
  'order-cancelled-by-operator': {
    id: 'notification.order-cancelled-by-operator',
    message:
      'Order {number}: the operator has cancelled {done, plural, one {the change of # number} other {the changes of # numbers}} that had failed.',
  },
} as const;

export type NotificationKind = keyof typeof sentences;

/** The notification as the person reads it. A kind that this version no longer knows is told by its name. */
export function sentenceOf(texts: Texts, kind: string, values: NotificationValues): string {
  const known = Object.entries(sentences).find(([name]) => name === kind);
  return known ? texts.t({ ...known[1], values }) : kind;
}
