import { z } from 'zod/mini';

/** The state of the list of orders as it stands in the address. */
export const orderSearchSchema = z.object({
  state: z.catch(
    z.optional(
      z.enum(['planned', 'acknowledged', 'inProgress', 'completed', 'partial', 'failed', 'cancelled']),
    ),
    undefined,
  ),
  failed: z.catch(z.optional(z.boolean()), undefined),
  page: z.catch(z.optional(z.int().check(z.positive())), undefined),
  size: z.catch(z.optional(z.int().check(z.positive(), z.maximum(200))), undefined),
});
