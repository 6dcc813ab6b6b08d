import { z } from 'zod';

/** Days of Brussels; both ends belong to the range, and each may stand alone. */
const day = z.iso.date().optional();
/** A program writes 90, an address '90'. */
const days = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(1).max(3650))
  .optional();

/** What narrows the list by time and by what is under way: part of the filter in either form. A function, so that pages leave it on the server. */
export const dayFilters = () => ({
  activatedFrom: day.describe('In the fleet since this day or later'),
  activatedTo: day,
  suspendedFrom: day.describe('Suspended, since this day or later'),
  suspendedTo: day,
  optionEndsFrom: day.describe('An active option ends on this day or later'),
  optionEndsTo: day,
  suspendedOver: days.describe('Suspended for more than so many days'),
  optionEndsIn: days.describe('An active option ends within so many days'),
  underWay: z.literal('yes').optional().describe('A change is under way'),
});
