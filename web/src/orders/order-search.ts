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

/** The state of an order's page: which of its numbers are shown. `received`: it was made a moment ago. */
export const orderItemsSearchSchema = z.object({
  received: z.catch(z.optional(z.boolean()), undefined),
  state: z.catch(
    z.optional(z.enum(['planned', 'acknowledged', 'inProgress', 'completed', 'failed', 'cancelled'])),
    undefined,
  ),
  cause: z.catch(z.optional(z.string().check(z.maxLength(80))), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(40))), undefined),
  page: z.catch(z.optional(z.int().check(z.positive())), undefined),
  size: z.catch(z.optional(z.int().check(z.positive(), z.maximum(200))), undefined),
});
export type OrderItemsSearch = z.infer<typeof orderItemsSearchSchema>;
