import { z } from 'zod';

/** So many numbers a pasted list holds. Changes of more come from a file. */
export const mostPasted = 5_000;

/** Room for many more than a list holds and for what stands beside them, so that it can be said how many there are. */
const longestPaste = 3_000_000;

/** Why an entry of a pasted list shows no line: not in the fleet, or no number or ICCID at all, or digits that a spreadsheet has dropped. */
export const missingReasonSchema = z.enum(['unknown', 'unreadable', 'lost']).meta({ id: 'MissingReason' });
export type MissingReason = z.infer<typeof missingReasonSchema>;

/** POST /api/fleet/lists */
export const pasteListSchema = z
  .strictObject({
    id: z.uuid().describe('Chosen by the client: sent again it is the same list'),
    text: z
      .string()
      .max(longestPaste)
      .describe('Numbers and ICCIDs in any writing between line breaks, tabs, commas or semicolons'),
  })
  .meta({ id: 'PasteList' });
export type PasteList = z.output<typeof pasteListSchema>;

export const pastedListSchema = z
  .object({
    id: z.uuid(),
    pasted: z.int().describe('Different entries'),
    lines: z.int().describe('Lines among them that the person sees'),
    missing: z
      .array(z.object({ typed: z.string(), reason: missingReasonSchema }))
      .describe('Entries that show him no line, in the order pasted'),
  })
  .meta({ id: 'PastedList' });
export type PastedList = z.infer<typeof pastedListSchema>;
