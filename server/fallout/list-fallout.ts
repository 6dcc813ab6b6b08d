import type { z } from 'zod';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import { tellItem } from '../orders/orders.ts';
import type { Call, Staff } from '../platform/call.ts';
import type { Fallout, falloutItemsQuerySchema, FalloutItemList, HandlingList } from './contract.ts';
import { countByOrganisation, listFallout, listGroups, listHandlings } from './fallout-list.ts';

const mostOrganisations = 200;

/** What waits for staff, by cause and element. */
export async function readFallout(call: Call<Staff>): Promise<Fallout> {
  const groups = await listGroups(call.db);
  return {
    groups: groups.map((group) => ({
      ...group,
      oldestAt: group.oldestAt.toISOString(),
      newestAt: group.newestAt.toISOString(),
    })),
    items: groups.reduce((sum, { items }) => sum + items, 0),
  };
}

/** A page of one group, those that wait longest first, with the last answer in words. */
export async function readFalloutItems(
  call: Call<Staff>,
  query: z.output<typeof falloutItemsQuerySchema>,
): Promise<FalloutItemList> {
  const { page, size, ...filter } = query;
  const organisations = await countByOrganisation(call, filter);
  const counted = organisations.filter(({ id }) => !filter.organisationId || id === filter.organisationId);
  const rows = await listFallout(call, filter, { limit: size, offset: (page - 1) * size });
  const catalogue = await currentCatalogue(call);
  return {
    items: rows.map((row) => {
      const { organisationId, organisationName, orderId, orderNumber, failedAt, ...item } = row;
      const { requestedBy, requestedAt, ...rest } = item;
      return {
        ...rest,
        ...tellItem(call.actor.locale, catalogue, row),
        organisation: { id: organisationId, name: organisationName },
        order: { id: orderId, number: orderNumber, requestedBy, requestedAt: requestedAt.toISOString() },
        failedAt: failedAt.toISOString(),
      };
    }),
    total: counted.reduce((sum, { items }) => sum + items, 0),
    page,
    size,
    asOf: call.now.toISOString(),
    organisations: organisations.slice(0, mostOrganisations),
  };
}

const mostHandlings = 50;

/** What staff did lately with what had failed, the newest first, with what they noted. */
export async function readHandlings(call: Call<Staff>): Promise<HandlingList> {
  const rows = await listHandlings(call, mostHandlings);
  return { handlings: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
