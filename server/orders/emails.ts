import type { Letter } from '../platform/mail/letter.ts';
import type { Texts } from '../platform/texts.ts';
import type { Amount } from '../quotes/contract.ts';
import type { OrderState } from './contract.ts';
import { type GroupTold, groupTable } from './group-table.ts';

/** How many numbers a mail names one by one; the order's page has them all. */
export const mostNumbersConfirmed = 50;
export const mostFailuresNamed = 20;

/** What the confirmation tells. `numbers` holds the first of `itemCount`, with the names of the options in the reader's language. */
export type Confirmation = {
  orderId: string;
  number: number;
  numbers: {
    msisdn: string;
    billingAccountNumber: string;
    toActivate: string[];
    toDeactivate: string[];
    /** What becomes of the line itself. */
    status: string[];
  }[];
  /** What is asked of each kind of subscription and status, where there are several; amounts excl. VAT. */
  groups: GroupTold[];
  /** When its first and its last number begin; null: at once. */
  begins: { first: string; last: string } | null;
  /** When what it adds is removed again, and by which order. */
  end: { at: string; number: number } | null;
  itemCount: number;
  now: Amount;
  proRata: string;
  monthly: Amount;
  vatRate: string;
};

/** «Nous avons bien reçu votre demande»: goes out with the order itself. */
export function confirmationLetter(texts: Texts, told: Confirmation): Letter {
  const removes = told.numbers.some(({ toDeactivate }) => toDeactivate.length > 0);
  const moves = told.numbers.some(({ status }) => status.length > 0);
  const adds = told.numbers.some(({ toActivate }) => toActivate.length > 0);
  const head = [
    texts.t({ id: 'orders.mail-number', message: 'Number' }),
    texts.t({ id: 'orders.mail-customer-number', message: 'Customer number' }),
    ...(adds ? [texts.t({ id: 'orders.mail-to-activate', message: 'Options to activate' })] : []),
    ...(removes ? [texts.t({ id: 'orders.mail-to-deactivate', message: 'Options to deactivate' })] : []),
    ...(moves ? [texts.t({ id: 'fleet.column.status', message: 'Status' })] : []),
  ];
  const rows = told.numbers.map((line) => [
    line.msisdn,
    line.billingAccountNumber,
    ...(adds ? [line.toActivate.join(', ')] : []),
    ...(removes ? [line.toDeactivate.join(', ')] : []),
    ...(moves ? [line.status.join(', ')] : []),
  ]);
  return {
    subject: texts.t({
      id: 'orders.mail-confirmation-subject',
      message: 'We have received your request: order {number}',
      values: { number: String(told.number) },
    }),
    blocks: [
      { kind: 'heading', text: orderName(texts, told.number) },
      ...received(texts, told, moves).map((text) => ({ kind: 'paragraph' as const, text })),
      ...groupTable(texts, told.groups),
      { kind: 'table', head, rows },
      ...moreNumbers(texts, told.itemCount - rows.length),
      { kind: 'totals', rows: totals(texts, told) },
      { kind: 'button', label: seeOrder(texts), href: `/${texts.locale}/orders/${told.orderId}` },
      {
        kind: 'note',
        text: texts.t({
          id: 'orders.mail-another-follows',
          message: 'Another mail follows when everything is done.',
        }),
      },
    ],
  };
}

function received(texts: Texts, { begins, end }: Confirmation, moves: boolean): string[] {
  const ends = end && [
    texts.t(
      moves
        ? {
            id: 'orders.mail-reactivates',
            message: 'These numbers are reactivated on {at}, by order {number}.',
            values: { at: texts.dateTime(end.at), number: String(end.number) },
          }
        : {
            id: 'orders.mail-ends',
            message: 'What it adds is removed again on {at}, by order {number}.',
            values: { at: texts.dateTime(end.at), number: String(end.number) },
          },
    ),
  ];
  return [whenItBegins(texts, begins), ...(ends ?? [])];
}

function whenItBegins(texts: Texts, begins: Confirmation['begins']): string {
  if (!begins)
    return texts.t({
      id: 'orders.mail-received',
      message: 'We have received your request and will process it within a few minutes.',
    });
  if (begins.first === begins.last)
    return texts.t({
      id: 'orders.mail-planned',
      message: 'We have received your request. It begins on {at}; until then you can move or cancel it.',
      values: { at: texts.dateTime(begins.first) },
    });
  return texts.t({
    id: 'orders.mail-planned-cycles',
    message:
      'We have received your request. It begins with the next billing cycle of each number: the first on {first}, the last on {last}. Until then you can move or cancel it.',
    values: { first: texts.dateTime(begins.first), last: texts.dateTime(begins.last) },
  });
}

function totals(texts: Texts, told: Confirmation) {
  const vat = texts.t({
    id: 'orders.mail-vat',
    message: 'VAT {rate} %',
    values: { rate: texts.number(told.vatRate) },
  });
  return [
    {
      label: texts.t({ id: 'orders.mail-now-excl', message: 'Now, excl. VAT' }),
      value: texts.money(told.now.excl),
    },
    ...(Number(told.proRata) === 0
      ? []
      : [
          {
            label: texts.t({
              id: 'orders.mail-of-which-pro-rata',
              message: 'of which pro rata of this month',
            }),
            value: texts.money(told.proRata),
          },
        ]),
    { label: vat, value: texts.money(told.now.vat) },
    {
      label: texts.t({ id: 'orders.mail-now-incl', message: 'Now, incl. VAT' }),
      value: texts.money(told.now.incl),
      strong: true,
    },
    {
      label: texts.t({ id: 'orders.mail-monthly-excl', message: 'Per month, excl. VAT' }),
      value: texts.money(told.monthly.excl),
    },
    {
      label: texts.t({ id: 'orders.mail-monthly-incl', message: 'Per month, incl. VAT' }),
      value: texts.money(told.monthly.incl),
    },
  ];
}

/** What the mail at the end tells. `failures` holds the first of `failed`, each with its reason in words. */
export type Completion = {
  orderId: string;
  number: number;
  state: Exclude<OrderState, 'planned' | 'acknowledged' | 'inProgress'>;
  completed: number;
  failed: number;
  cancelled: number;
  failures: { msisdn: string; why: string }[];
};

/** What became of the order: goes out when its last number has ended, and again after each retry. */
export function completionLetter(texts: Texts, told: Completion): Letter {
  const failures: Letter['blocks'] =
    told.failures.length === 0
      ? []
      : [
          {
            kind: 'table',
            head: [
              texts.t({ id: 'orders.mail-number', message: 'Number' }),
              texts.t({ id: 'orders.mail-why-failed', message: 'Why it failed' }),
            ],
            rows: told.failures.map(({ msisdn, why }) => [msisdn, why]),
          },
          ...moreNumbers(texts, told.failed - told.failures.length),
          {
            kind: 'note',
            tone: 'warning',
            text: texts.t({
              id: 'orders.mail-send-again',
              message: 'You can send the failed ones again from the page of the order.',
            }),
          },
        ];
  return {
    subject: completionSubject(texts, told),
    blocks: [
      { kind: 'heading', text: orderName(texts, told.number) },
      ...results(texts, told).map((text) => ({ kind: 'paragraph' as const, text })),
      ...failures,
      { kind: 'button', label: seeOrder(texts), href: `/${texts.locale}/orders/${told.orderId}` },
    ],
  };
}

function completionSubject(texts: Texts, { state, number }: Completion): string {
  const subjects = {
    completed: { id: 'orders.mail-completed-subject', message: 'Order {number} is done' },
    partial: { id: 'orders.mail-partial-subject', message: 'Order {number} is done in part' },
    failed: { id: 'orders.mail-failed-subject', message: 'Order {number} failed' },
    cancelled: { id: 'orders.mail-cancelled-subject', message: 'Order {number} was cancelled' },
  };
  return texts.t({ ...subjects[state], values: { number: String(number) } });
}

/** How many numbers of an order ended in which way, a sentence each. */
export function results(
  texts: Texts,
  told: Pick<Completion, 'completed' | 'failed' | 'cancelled'>,
): string[] {
  const said = [
    {
      count: told.completed,
      id: 'orders.mail-changed',
      message: '{count, plural, one {# number was changed.} other {# numbers were changed.}}',
    },
    {
      count: told.failed,
      id: 'orders.mail-not-changed',
      message:
        '{count, plural, one {# number could not be changed.} other {# numbers could not be changed.}}',
    },
    {
      count: told.cancelled,
      id: 'orders.mail-cancelled',
      message:
        '{count, plural, one {# number was cancelled before it began.} other {# numbers were cancelled before they began.}}',
    },
  ];
  return said
    .filter(({ count }) => count > 0)
    .map(({ count, ...text }) => texts.t({ ...text, values: { count } }));
}

function moreNumbers(texts: Texts, count: number): Letter['blocks'] {
  if (count <= 0) return [];
  const text = texts.t({
    id: 'orders.mail-more',
    message:
      '{count, plural, one {And # more number: see the order.} other {And # more numbers: see the order.}}',
    values: { count },
  });
  return [{ kind: 'paragraph', text }];
}

/** The heading of every mail about an order. */
export function orderName(texts: Texts, number: number): string {
  return texts.t({
    id: 'orders.mail-order-number',
    message: 'Order {number}',
    values: { number: String(number) },
  });
}

/** On the button that leads to it. */
export function seeOrder(texts: Texts): string {
  return texts.t({ id: 'orders.mail-see-order', message: 'See the order' });
}
