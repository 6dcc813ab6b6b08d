import { z } from 'zod';

/** Who acted: a customer's person, the operator's staff, the portal itself, or nobody signed in. */
const actorKinds = ['person', 'staff', 'system', 'anonymous'] as const;

/** One entry as it is read; `before` and `after` are what the action says they are. */
export const auditEntrySchema = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid().nullable(),
    at: z.iso.datetime(),
    actorKind: z.enum(actorKinds),
    actorId: z.uuid().nullable(),
    actorName: z.string().describe('As it was then; empty when nobody was signed in'),
    action: z.string().describe('<domain>.<what>, e.g. orders.submitted'),
    targetKind: z.string().nullable(),
    targetId: z.string().nullable(),
    requestId: z.string(),
    ip: z.string().nullable(),
    before: z.json().nullable(),
    after: z.json().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;
