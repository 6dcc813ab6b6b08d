import { z } from 'zod';

export const localeSchema = z.enum(['fr', 'nl', 'en', 'de']).meta({ id: 'Locale' });

/** manager: sees and changes. viewer: sees. staff: the operator's own people. */
const roleSchema = z.enum(['manager', 'viewer', 'staff']).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;

/** The signed-in person as his own pages know him. */
const signedInPersonSchema = z
  .object({
    id: z.uuid(),
    name: z.string().describe('First and last name'),
    firstName: z.string(),
    email: z.string(),
    role: roleSchema,
    locale: localeSchema,
    organisation: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('null for staff'),
  })
  .meta({ id: 'SignedInPerson' });
export type SignedInPerson = z.infer<typeof signedInPersonSchema>;

/** Answer of GET and PATCH /api/me. */
export const meSchema = z
  .object({
    person: signedInPersonSchema,
    mixedSelection: z
      .boolean()
      .describe('Whether numbers of several kinds of subscription and statuses may be changed in one order'),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

/** Body of PATCH /api/me. */
export const meChangeSchema = z.object({ locale: localeSchema }).meta({ id: 'MeChange' });
