import type { z } from 'zod';
import { record } from '../audit/audit.ts';
import { catalogueAt } from '../catalogue/catalogue.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { tableFile } from '../platform/export/table-file.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { notFound } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import { itemStates, type orderExportQuerySchema } from './contract.ts';
import { itemColumns } from './item-columns.ts';
import { exportedItems } from './item-export-list.ts';
import { groupsOf } from './order-answer.ts';
import { findOrder } from './order-list.ts';

/**
 * The numbers of an order that the person may see, in its order, each with its result, as a file that is written while it is read. Who
 * exported what is audited.
 */
export async function exportItems(
  call: Call<Person>,
  { orderId, state, format, locale }: { orderId: string } & z.output<typeof orderExportQuerySchema>,
): Promise<HeldStream> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  const states = state ?? [...itemStates];
  await inTransaction(call, (call) =>
    record(call, {
      action: 'orders.exported',
      targetKind: 'order',
      targetId: orderId,
      after: { format, locale, states },
    }),
  );
  const spoken = texts(locale);
  const catalogue = await catalogueAt(call, order.catalogue_version);
  const title = spoken.t({
    id: 'orders.order.title',
    message: 'Order {number}',
    values: { number: String(order.number) },
  });
  const rows = exportedItems(call, orderId, states);
  const columns = itemColumns(spoken, catalogue, groupsOf(order));
  return tableFile({ format, locale, title, at: call.now, columns, rows });
}
