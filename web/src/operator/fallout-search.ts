import { z } from 'zod/mini';

// an address reads digits alone as a number
const digits = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

/** The state of one group of the fallout as it stands in the address. */
export const falloutSearchSchema = z.object({
  company: z.catch(z.optional(z.uuid()), undefined),
  search: z.catch(z.optional(digits), undefined),
  page: z.catch(z.optional(z.int().check(z.positive())), undefined),
  size: z.catch(z.optional(z.int().check(z.positive(), z.maximum(200))), undefined),
});

/** The same of the list of differences with the network. */
export const driftSearchSchema = z.object({
  company: z.catch(z.optional(z.uuid()), undefined),
  search: z.catch(z.optional(digits), undefined),
  page: z.catch(z.optional(z.int().check(z.positive())), undefined),
  size: z.catch(z.optional(z.int().check(z.positive(), z.maximum(200))), undefined),
});
