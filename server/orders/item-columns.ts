import { z } from 'zod';
import type { Catalogue } from '../catalogue/contract.ts';
import { showMsisdn } from '../identifiers/contract.ts';
import type { ExportColumn } from '../platform/export/export-column.ts';
import type { Texts } from '../platform/texts.ts';
import { itemAction } from '../quotes/quotes.ts';
import { actionName } from './confirm-by-mail.ts';
import type { ItemState, OrderGroup } from './contract.ts';
import { oneCorrection } from './correction.ts';
import { keptFailure } from './failure.ts';
import { kindOfAction } from './move-words.ts';
import { groupName } from './group-name.ts';
import type { ExportedItem } from './item-export-list.ts';
import { tellFailure } from './order-answer.ts';

/**
 * The columns of an order's result: one row per number. Names, states and reasons are in the language of the texts. Of an order over several
 * `groups` one says of which each number was.
 */
export function itemColumns(
  spoken: Texts,
  catalogue: Catalogue,
  groups: OrderGroup[] | null,
): ExportColumn<ExportedItem>[] {
  const t: Texts['t'] = (descriptor) => spoken.t(descriptor);
  const states: Record<ItemState, string> = {
    planned: t({ id: 'orders.state.planned', message: 'Planned' }),
    acknowledged: t({ id: 'orders.item.waiting', message: 'Waiting' }),
    inProgress: t({ id: 'orders.state.in-progress', message: 'Under way' }),
    completed: t({ id: 'orders.state.completed', message: 'Done' }),
    failed: t({ id: 'orders.state.failed', message: 'Failed' }),
    cancelled: t({ id: 'orders.state.cancelled', message: 'Cancelled' }),
  };
  const actionsOf = onceEach((text) => oneCorrection(z.array(itemAction).parse(JSON.parse(text))));
  const named = (what: ReturnType<typeof kindOfAction>) =>
    onceEach((text) =>
      actionsOf(text)
        .filter(({ action }) => kindOfAction(action) === what)
        .map((action) => actionName(spoken, catalogue, action))
        .join(', '),
    );
  const [toActivate, toDeactivate, toMove] = [named('on'), named('off'), named('status')];
  const why = onceEach(
    (text) => tellFailure(spoken.locale, catalogue, keptFailure.parse(JSON.parse(text))).sentence,
  );
  return [
    column('identifier', 16, t({ id: 'orders.column.number', message: 'Number' }), (row) =>
      showMsisdn(row.msisdn),
    ),
    column('identifier', 22, t({ id: 'fleet.column.sim', message: 'SIM card (ICCID)' }), (row) => row.iccid),
    column(
      'identifier',
      16,
      t({ id: 'orders.column.account', message: 'Customer number' }),
      (row) => row.billing_account_number,
    ),
    ...groupColumn(spoken, catalogue, groups ?? []),
    column('text', 40, t({ id: 'orders.actions.add', message: 'Options to activate' }), (row) =>
      toActivate(row.actions),
    ),
    column('text', 40, t({ id: 'orders.actions.remove', message: 'Options to deactivate' }), (row) =>
      toDeactivate(row.actions),
    ),
    column('text', 24, t({ id: 'fleet.column.status', message: 'Status' }), (row) => toMove(row.actions)),
    column('text', 14, t({ id: 'orders.column.state', message: 'Result' }), (row) => states[row.state]),
    column('text', 60, t({ id: 'orders.column.reason', message: 'Reason' }), (row) =>
      row.state === 'failed' && row.failure !== null ? why(row.failure) : (row.cancel_reason ?? ''),
    ),
    column('amount', 14, t({ id: 'orders.column.now', message: 'Due now (€, excl. VAT)' }), (row) => row.now),
    column(
      'amount',
      14,
      t({ id: 'orders.column.monthly', message: 'Every month (€, excl. VAT)' }),
      (row) => row.monthly,
    ),
    column('moment', 18, t({ id: 'orders.column.begun', message: 'Begun' }), (row) => row.started_at),
    column('moment', 18, t({ id: 'orders.column.ended', message: 'Ended' }), (row) => row.ended_at),
  ];
}

/** The numbers of an order stand by group, in the order of the groups. */
function groupColumn(
  spoken: Texts,
  catalogue: Catalogue,
  groups: OrderGroup[],
): ExportColumn<ExportedItem>[] {
  if (groups.length === 0) return [];
  let end = 0;
  const parts = groups.map((group) => {
    end += group.itemCount;
    return { end, name: groupName(spoken, catalogue, group) };
  });
  const header = spoken.t({ id: 'orders.column.group', message: 'Kind of subscription and status' });
  return [
    column('text', 30, header, ({ position }) => parts.find((part) => position < part.end)?.name ?? ''),
  ];
}

function column(
  kind: ExportColumn<ExportedItem>['kind'],
  width: number,
  header: string,
  of: (row: ExportedItem) => string,
): ExportColumn<ExportedItem> {
  return { kind, width, header, of };
}

/** Few texts occur, however many rows: each is worked on once. A text more than these is not kept, so that memory stays flat. */
const mostKept = 2000;

function onceEach<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = work(text);
    if (known.size < mostKept) known.set(text, made);
    return made;
  };
}
