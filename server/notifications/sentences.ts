import type { Texts } from '../platform/texts.ts';

/**
 * What fills the sentence of a notification: of an order its number and how its items ended; of a file its rows, and no number; of an export its name and
 * how many lines it has.
 */
export type NotificationValues =
  | { number: number; done: number; failed: number; total: number }
  | { name: string; rows: number };

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
  'import-checked': {
    id: 'notification.import-checked',
    message:
      'Your file is checked: {done, plural, one {# row can be carried out} other {# rows can be carried out}}, {failed, plural, =0 {none is to be corrected} one {# is to be corrected} other {# are to be corrected}}.',
  },
  'import-carried-out': {
    id: 'notification.import-carried-out',
    message:
      'Your file is carried out: {done, plural, one {# row is done} other {# rows are done}}, {failed, plural, =0 {none is left to correct} one {# is left to correct} other {# are left to correct}}.',
  },
  'export-ready': {
    id: 'notification.export-ready',
    message: 'Your export of {rows, plural, one {# number} other {# numbers}} is ready.',
  },
  'view-export-ready': {
    id: 'notification.view-export-ready',
    message: 'Your export “{name}” is ready: {rows, plural, one {# number} other {# numbers}}.',
  },
  'export-failed': {
    id: 'notification.export-failed',
    message: 'Your export could not be written.',
  },
  'view-export-failed': {
    id: 'notification.view-export-failed',
    message: 'Your export “{name}” could not be written.',
  },
  'schedule-stopped': {
    id: 'notification.schedule-stopped',
    message: 'Your regular export “{name}” was stopped.',
  },
} as const;

export type NotificationKind = keyof typeof sentences;

/** The notification as the person reads it. A kind that this version no longer knows is told by its name. */
export function sentenceOf(texts: Texts, kind: string, values: NotificationValues): string {
  const known = Object.entries(sentences).find(([name]) => name === kind);
  return known ? texts.t({ ...known[1], values }) : kind;
}
