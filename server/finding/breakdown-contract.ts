import { z } from 'zod';

/** What the numbers of a list can be added up by. */
export const breakdowns = ['plan', 'account', 'costCentre'] as const;
export const breakdownBySchema = z.enum(breakdowns);
export type BreakdownBy = z.infer<typeof breakdownBySchema>;

const added = { count: z.int(), monthly: z.string().describe('Plans and active options, EUR excl. VAT') };

export const breakdownSchema = z
  .object({
    groups: z
      .array(z.object({ value: z.string().describe('Code or number; empty: without'), ...added }))
      .describe('The dearest first'),
    total: z.object(added),
  })
  .meta({ id: 'Breakdown' });
export type Breakdown = z.infer<typeof breakdownSchema>;
