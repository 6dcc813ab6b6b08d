import { z } from 'zod/mini';

const page = z.catch(z.optional(z.int().check(z.positive())), undefined);
const size = z.catch(z.optional(z.int().check(z.positive(), z.maximum(200))), undefined);
// an address reads digits alone as a number
const words = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.number(), z.boolean()]),
      z.transform((value) => String(value).slice(0, 200)),
    ),
  ),
  undefined,
);

/** The state of the list of users as it stands in the address. */
export const holderSearchSchema = z.object({ search: words, page, size });

/** The state of the list of cost centres. */
export const costCentreSearchSchema = z.object({
  search: words,
  open: z.catch(z.optional(z.enum(['true', 'false'])), undefined),
  page,
  size,
});

/** Which of the numbers of one user are shown. */
export const heldLinesSearchSchema = z.object({ page, size });
