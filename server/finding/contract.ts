import { z } from 'zod';
import { dayFilters } from './day-contract.ts';
import { lineColumnSchema } from './layout-contract.ts';
import { lineRowSchema, lineStatusSchema, productSchema } from '../fleet/contract.ts';

export type { Breakdown, BreakdownBy } from './breakdown-contract.ts';
export {
  type LineColumn,
  lineColumns,
  type ListLayout,
  mostPinned,
  usualColumns,
} from './layout-contract.ts';
export { searchPieces } from './search-words.ts';
export { type MissingReason, mostPasted, type PastedList, type PasteList } from './pasted-contract.ts';
export { isPastedList } from './pasted-entries.ts';

/** One or many values of a query parameter: `?plan=a&plan=b`. */
const many = <T extends z.ZodType>(one: T) =>
  z.union([one.transform((value) => [value]), z.array(one)]).optional();

/** A holder that lines have today, or `none`. */
const holderFilterSchema = z.union([z.literal('none'), z.uuid()]);

/** What narrows the list: shared by list, facets, export and "select all that fit". Query-string form. */
export const lineFilterQuerySchema = z.object({
  search: z.string().max(200).optional(),
  plan: many(z.string().max(80)),
  status: many(lineStatusSchema),
  option: many(z.string().max(80)),
  account: many(z.string().max(40)),
  product: many(productSchema),
  kind: many(z.string().max(80)),
  list: z.uuid().optional().describe('Only lines of this pasted list'),
  costCentre: many(z.string().max(40)).describe('Codes; the empty one: lines without'),
  holder: many(holderFilterSchema),
  ...dayFilters(),
});

export type LineFilterQuery = z.infer<typeof lineFilterQuerySchema>;

/**
 * The same filter in a JSON body. Every member narrows; within one, any of the values fits; all options named must be active. A member that
 * does not exist is refused: a misspelt one would narrow nothing, and what is selected is changed.
 */
export const lineFilterSchema = z
  .strictObject({
    search: z.string().max(200).optional(),
    plan: z.array(z.string().max(80)).optional(),
    status: z.array(lineStatusSchema).optional(),
    option: z.array(z.string().max(80)).optional(),
    account: z.array(z.string().max(40)).optional(),
    product: z.array(productSchema).optional(),
    kind: z.array(z.string().max(80)).optional(),
    list: z.uuid().optional().describe('Only lines of this pasted list'),
    costCentre: z.array(z.string().max(40)).optional().describe('Codes; the empty one: lines without'),
    holder: z.array(holderFilterSchema).optional(),
    ...dayFilters(),
  })
  .meta({ id: 'LineFilter' });

export type LineFilter = z.infer<typeof lineFilterSchema>;

export const lineSorts = ['name', 'msisdn', 'account', 'product', 'plan', 'status', 'costCentre'] as const;

export const pageSizes = [25, 50, 100, 200] as const;

export const lineListQuerySchema = lineFilterQuerySchema.extend({
  sort: z.enum(lineSorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

export type LineListQuery = z.infer<typeof lineListQuerySchema>;

/** Which lines: named one by one, or all that a filter gives but some. */
export const selectionSchema = z
  .union([
    z.strictObject({ lineIds: z.array(z.uuid()).min(1).max(10_000) }),
    z.strictObject({ filter: lineFilterSchema, except: z.array(z.uuid()).max(10_000).default([]) }),
  ])
  .meta({ id: 'Selection' });

export type Selection = z.infer<typeof selectionSchema>;

export const lineListSchema = z
  .object({
    lines: z.array(lineRowSchema),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    syncedAt: z.iso.datetime().nullable().describe('Oldest truth in the whole list: Dernière mise à jour'),
  })
  .meta({ id: 'LineList' });

export type LineList = z.infer<typeof lineListSchema>;

/** Values that lines have which fit the rest of the filter, with how many have them; most frequent first. */
export const facetSchema = z.array(z.object({ value: z.string(), count: z.int() }));

export const lineFacetsSchema = z
  .object({
    plan: facetSchema,
    status: facetSchema,
    option: facetSchema,
    account: facetSchema,
    product: facetSchema,
    kind: facetSchema,
    costCentre: facetSchema.describe('Codes; the empty one: lines without'),
    holder: facetSchema.describe('Only `none`: lines without'),
    suspendedOver90: z.int(),
    optionEndsIn7: z.int(),
    underWay: z.int(),
  })
  .meta({ id: 'LineFacets' });

export type LineFacets = z.infer<typeof lineFacetsSchema>;

/** Groups of the list that may be changed together: same kind of subscription and same status. */
export const lineGroupsSchema = z
  .object({
    groups: z.array(z.object({ subscriptionKind: z.string(), status: lineStatusSchema, count: z.int() })),
  })
  .meta({ id: 'LineGroups' });

export type LineGroups = z.infer<typeof lineGroupsSchema>;

export const fleetSummarySchema = z
  .object({
    active: z.int(),
    suspended: z.int(),
    total: z.int(),
    changesUnderWay: z.int().describe('Lines with a change under way'),
  })
  .meta({ id: 'FleetSummary' });

export type FleetSummary = z.infer<typeof fleetSummarySchema>;

export const exportFormats = ['csv', 'xlsx'] as const;

const writingSchema = z
  .enum(['local', 'iso'])
  .default('local')
  .describe('Dates and decimals as spreadsheets in the language show them, or as ISO for programs');

/** GET: exactly what the list shows (filter and sort). */
export const lineExportQuerySchema = lineFilterQuerySchema.extend({
  sort: z.enum(lineSorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  columns: many(lineColumnSchema).describe('In this order; left out: all'),
  format: z.enum(exportFormats),
  locale: z.enum(['fr', 'nl', 'en', 'de']).default('fr'),
  writing: writingSchema,
});

/** POST: the lines of a selection. */
export const selectionExportSchema = z.object({
  selection: selectionSchema,
  sort: z.enum(lineSorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  columns: z.array(lineColumnSchema).optional().describe('In this order; left out: all'),
  format: z.enum(exportFormats),
  locale: z.enum(['fr', 'nl', 'en', 'de']).default('fr'),
  writing: writingSchema,
});
