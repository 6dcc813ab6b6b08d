import { z } from 'zod';
import { selectionSchema } from '../finding/contract.ts';
import { localeSchema } from '../organisations/contract.ts';

/** A day in Brussels: 2026-12-01. */
const daySchema = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2099-12-31');

/** What an assignment ties a line to. */
const assignmentKinds = ['holder', 'cost-centre'] as const;
export const assignmentKindSchema = z.enum(assignmentKinds).meta({ id: 'AssignmentKind' });
export type AssignmentKind = z.infer<typeof assignmentKindSchema>;

/** planned: begins by itself on its day. current: today. ended: history. */
const assignmentPhaseSchema = z.enum(['planned', 'current', 'ended']).meta({ id: 'AssignmentPhase' });
export type AssignmentPhase = z.infer<typeof assignmentPhaseSchema>;

const trimmed = (most: number) => z.string().trim().max(most);
const optional = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => null), schema.nullable()]);

/** Somebody who uses lines, as he is written down. */
export const holderWordsSchema = z
  .object({
    firstName: trimmed(200).default('').describe('Empty for a thing or a place: a router, a site'),
    lastName: trimmed(200).min(1),
    email: optional(z.email().max(254).toLowerCase()).default(null),
    personnelNumber: optional(trimmed(60)).default(null),
    locale: localeSchema.nullable().default(null).describe('null = that of the company'),
  })
  .meta({ id: 'HolderWords' });
export type HolderWords = z.output<typeof holderWordsSchema>;

export const holderSchema = z
  .object({
    id: z.uuid(),
    firstName: z.string(),
    lastName: z.string(),
    name: z.string().describe('Last name, first name'),
    email: z.string().nullable(),
    personnelNumber: z.string().nullable(),
    locale: localeSchema.nullable(),
    lines: z.int().describe('Lines he has today, of those the asking person sees'),
  })
  .meta({ id: 'Holder' });
export type Holder = z.infer<typeof holderSchema>;

const pageOf = {
  search: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
export const holderListQuerySchema = z.object(pageOf);
export const holderListSchema = z
  .object({ holders: z.array(holderSchema), total: z.int() })
  .meta({ id: 'HolderList' });
export type HolderList = z.infer<typeof holderListSchema>;

/** Lines of one holder: what he has today first, then what is planned, then what he had. */
export const heldLinesQuerySchema = z.object({ page: pageOf.page, size: pageOf.size });
export const heldLinesSchema = z
  .object({
    lines: z.array(
      z.object({
        assignmentId: z.uuid(),
        lineId: z.uuid(),
        msisdn: z.string().describe('E.164 digits without plus'),
        from: daySchema.describe('First day, Europe/Brussels'),
        until: daySchema.nullable().describe('Last day; null = until further notice'),
        phase: assignmentPhaseSchema,
      }),
    ),
    total: z.int(),
  })
  .meta({ id: 'HeldLines' });
export type HeldLines = z.infer<typeof heldLinesSchema>;

export const newCostCentreSchema = z
  .object({ code: trimmed(40).min(1), name: trimmed(200).default('') })
  .meta({ id: 'NewCostCentre' });
export const costCentreChangeSchema = z
  .object({ name: trimmed(200).optional(), closed: z.boolean().optional() })
  .meta({ id: 'CostCentreChange' });

export const costCentreSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    closedAt: z.iso.datetime().nullable(),
    lines: z.int().describe('Lines that have it today, of those the asking person sees'),
  })
  .meta({ id: 'CostCentre' });
export type CostCentre = z.infer<typeof costCentreSchema>;

export const costCentreListQuerySchema = z.object({
  ...pageOf,
  open: z
    .enum(['true', 'false'])
    .optional()
    .describe('Only those that lines can be given, or only closed ones'),
});
export const costCentreListSchema = z
  .object({ costCentres: z.array(costCentreSchema), total: z.int() })
  .meta({ id: 'CostCentreList' });
export type CostCentreList = z.infer<typeof costCentreListSchema>;

export const assignmentSchema = z
  .object({
    id: z.uuid(),
    targetId: z.uuid().describe('The holder or the cost centre'),
    name: z
      .string()
      .describe(
        'Of the holder: last name, first name; empty when he was removed. Of the cost centre: its name',
      ),
    code: z.string().nullable().describe('Of the cost centre'),
    from: daySchema.describe('First day, Europe/Brussels'),
    until: daySchema.nullable().describe('Last day, Europe/Brussels; null = until further notice'),
    phase: assignmentPhaseSchema,
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignmentSchema>;

/** All that a line ever had and will have, the latest first. */
export const lineAssignmentsSchema = z
  .object({ holders: z.array(assignmentSchema), costCentres: z.array(assignmentSchema) })
  .meta({ id: 'LineAssignments' });
export type LineAssignments = z.infer<typeof lineAssignmentsSchema>;

/** From a day on, lines have this holder or cost centre; what they had until then ends the day before, what is planned for later stays. */
export const assignSchema = z
  .object({
    selection: selectionSchema,
    kind: assignmentKindSchema,
    targetId: z.uuid(),
    from: daySchema.describe('First day, Europe/Brussels'),
    until: daySchema.nullable().default(null).describe('Last day; then what they had before comes back'),
  })
  .refine(({ from, until }) => until === null || until >= from, { path: ['until'] })
  .meta({ id: 'Assign' });

/** After a day, lines have no holder or no cost centre. */
export const endAssignmentsSchema = z
  .object({ selection: selectionSchema, kind: assignmentKindSchema, on: daySchema.describe('Last day') })
  .meta({ id: 'EndAssignments' });

/** A large selection is worked off in several calls of the same body: until nothing is left. */
export const assignedSchema = z
  .object({
    changed: z.int().describe('Lines changed by this call'),
    left: z.int().describe('Lines still to be looked at or changed: ask again'),
    refused: z
      .int()
      .describe(
        'Of those looked at, lines left as they are: what has begun after that day is not overwritten',
      ),
  })
  .meta({ id: 'Assigned' });
export type Assigned = z.infer<typeof assignedSchema>;

/** What lines had on a day, for reports. */
export const assignedOnQuerySchema = z.object({ selection: selectionSchema, on: daySchema });
export const assignedOnSchema = z
  .object({
    lines: z.array(
      z.object({
        lineId: z.uuid(),
        holderId: z.uuid().nullable(),
        holderName: z
          .string()
          .describe('Empty when nobody, who is the company itself, and when he was removed, who has an id'),
        costCentreCode: z.string().describe('Empty when none'),
      }),
    ),
  })
  .meta({ id: 'AssignedOn' });
export type AssignedOn = z.infer<typeof assignedOnSchema>;
