import type { Letter } from '../platform/mail/letter.ts';
import type { Texts } from '../platform/texts.ts';

/** A kind of subscription and a status of which numbers are changed, in the words of the reader; amounts excl. VAT. */
export type GroupTold = {
  name: string;
  count: number;
  toActivate: string[];
  toDeactivate: string[];
  status: string[];
  now: string;
  monthly: string;
};

/** What is asked of each group, as a table of a mail; nothing where there are none. */
export function groupTable(texts: Texts, groups: GroupTold[]): Letter['blocks'] {
  if (groups.length === 0) return [];
  const options = ({ toActivate, toDeactivate, status }: GroupTold) =>
    [...status, ...toActivate.map((name) => `+ ${name}`), ...toDeactivate.map((name) => `− ${name}`)].join(
      ', ',
    );
  return [
    {
      kind: 'table',
      head: [
        texts.t({ id: 'orders.mail-group', message: 'Group' }),
        texts.t({ id: 'orders.mail-numbers', message: 'Numbers' }),
        texts.t({ id: 'orders.mail-options', message: 'Options' }),
        texts.t({ id: 'orders.mail-now-excl', message: 'Now, excl. VAT' }),
        texts.t({ id: 'orders.mail-monthly-excl', message: 'Per month, excl. VAT' }),
      ],
      rows: groups.map((group) => [
        group.name,
        texts.number(String(group.count)),
        options(group),
        texts.money(group.now),
        texts.money(group.monthly),
      ]),
      align: ['left', 'right', 'left', 'right', 'right'],
    },
  ];
}
