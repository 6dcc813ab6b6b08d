import { z } from 'zod';

/** Columns that the list and its export can show, in the order in which they come. */
export const lineColumns = [
  'name',
  'msisdn',
  'sim',
  'account',
  'costCentre',
  'product',
  'plan',
  'options',
  'status',
  'synced',
] as const;
export const lineColumnSchema = z.enum(lineColumns).meta({ id: 'LineColumn' });
export type LineColumn = z.infer<typeof lineColumnSchema>;

/** What a list shows of itself until somebody arranges it. */
export const usualColumns: LineColumn[] = [
  'name',
  'msisdn',
  'account',
  'costCentre',
  'product',
  'plan',
  'options',
  'status',
];

export const densities = ['comfortable', 'compact'] as const;

const columns = z
  .array(lineColumnSchema)
  .min(1)
  .max(lineColumns.length)
  .refine((chosen) => new Set(chosen).size === chosen.length, 'each column once')
  .refine((chosen) => chosen.includes('msisdn'), 'the number leads to its page: it stays');

/** Widths that can be set, in px. */
export const columnWidth = { least: 64, most: 640 };
const widths = z.partialRecord(lineColumnSchema, z.int().min(columnWidth.least).max(columnWidth.most));

/** So many of the first columns may stay in sight: more would leave no room for the others. */
export const mostPinned = 3;

export const listLayoutSchema = z
  .strictObject({
    columns,
    density: z.enum(densities),
    pinned: z.int().min(0).max(mostPinned).describe('so many of the first columns stay in sight'),
    widths: widths.describe('px of the columns whose width was set'),
  })
  .meta({ id: 'ListLayout' });
export type ListLayout = z.infer<typeof listLayoutSchema>;

/** GET and PUT /api/fleet/layout */
export const keptLayoutSchema = z
  .strictObject({ layout: listLayoutSchema.nullable().describe('null: as it comes') })
  .meta({ id: 'KeptLayout' });
export type KeptLayout = z.infer<typeof keptLayoutSchema>;
