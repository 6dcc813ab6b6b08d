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

/**
 * What was pasted, entry by entry, each once. Headings and names beside the numbers hold no digit and are passed over. Several whole numbers
 * with only spaces between are several entries.
 */
export function pastedEntries(text: string): string[] {
  // The comma of 8,93E+18 is part of it.
  const entries = text.split(/(?:[\r\n\t;|]|,(?!\d{1,14}E\+?\d))+/i).flatMap((entry) => {
    const trimmed = entry.trim();
    const words = trimmed.split(/\s+/);
    return words.length > 1 && words.every(isWhole) ? words : [trimmed];
  });
  return [...new Set(entries.filter((entry) => /\d/.test(entry)).map((entry) => entry.slice(0, 60)))];
}

/** Whether what is pasted into the search box is a list: at least two numbers or ICCIDs, each on its own. */
export function isPastedList(text: string): boolean {
  return pastedEntries(text).filter(looksWhole).length > 1;
}

function looksWhole(entry: string): boolean {
  const digits = entry.replace(/\D/g, '').length;
  return digits >= 8 && digits <= 22 && !/\p{L}{2}/u.test(entry);
}

/** Digits alone that are a whole number or ICCID: 0492001234, +32492001234, 8932…. */
function isWhole(word: string): boolean {
  return /^(?:\+|00)?\d{9,20}$/.test(word);
}
