import { z } from 'zod';
import { lineFilterSchema, lineSorts } from '../finding/contract.ts';

/** What a view shows: what narrows the list of numbers, and how it is sorted. */
export const viewQuerySchema = z
  .strictObject({
    filter: lineFilterSchema,
    sort: z.enum(lineSorts),
    direction: z.enum(['asc', 'desc']),
  })
  .meta({ id: 'ViewQuery' });
export type ViewQuery = z.infer<typeof viewQuerySchema>;

export const savedViewSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    shared: z.boolean().describe('All colleagues who may see the customer numbers it names see it'),
    mine: z.boolean(),
    owner: z.string().describe('First and last name'),
    query: viewQuerySchema,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViewListSchema = z
  .object({ views: z.array(savedViewSchema).describe('One’s own first, each part by name') })
  .meta({ id: 'SavedViewList' });
export type SavedViewList = z.infer<typeof savedViewListSchema>;

const name = z.string().trim().min(1).max(60);

/** POST /api/views */
export const saveViewSchema = z
  .strictObject({
    id: z.uuid().describe('Chosen by the client: sent again it is the same view'),
    name,
    shared: z.boolean().default(false),
    query: viewQuerySchema,
  })
  .meta({ id: 'SaveView' });
export type SaveView = z.output<typeof saveViewSchema>;

/** PATCH /api/views/{viewId}: what is not named stays. */
export const changeViewSchema = z
  .strictObject({ name: name.optional(), shared: z.boolean().optional(), query: viewQuerySchema.optional() })
  .meta({ id: 'ChangeView' });
export type ChangeView = z.output<typeof changeViewSchema>;
