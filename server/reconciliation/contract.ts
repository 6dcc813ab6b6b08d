import { z } from 'zod';

/** Something that the network has otherwise than the portal shows; null = it is not there. */
export const differenceSchema = z
  .object({
    what: z.string().describe('A service in the words of the network element, or msisdn'),
    portal: z.string().nullable(),
    network: z.string().nullable(),
  })
  .meta({ id: 'Difference' });
export type Difference = z.infer<typeof differenceSchema>;

/** Narrows the drift. `search`: some digits of a number. */
const narrowed = {
  organisationId: z.uuid().optional(),
  search: z.string().max(40).optional(),
};
/** A misspelt member would narrow nothing: it is refused. */
const driftFilterSchema = z.strictObject(narrowed);
export type DriftFilter = z.infer<typeof driftFilterSchema>;

export const driftListQuerySchema = z.object({
  ...narrowed,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

export const driftedLineSchema = z
  .object({
    lineId: z.uuid(),
    msisdn: z.string(),
    iccid: z.string(),
    organisation: z.object({ id: z.uuid(), name: z.string() }),
    element: z.string(),
    foundAt: z.iso.datetime(),
    seenAt: z.iso.datetime(),
    isKnown: z.boolean().describe('false: the network does not know the SIM'),
    isRepairable: z.boolean().describe('false: nothing that an order can switch would put it right'),
    differences: z.array(differenceSchema),
    takeOver: z
      .object({ add: z.array(z.string()), remove: z.array(z.string()) })
      .nullable()
      .describe(
        'Options that the line would gain, or be set anew, and lose if the portal took over what the network has; null: it cannot',
      ),
  })
  .meta({ id: 'DriftedLine' });
export type DriftedLine = z.infer<typeof driftedLineSchema>;

/** GET /api/operator/drift: the lines for which the network has something else, and how far this round of comparing is. */
export const driftListSchema = z
  .object({
    lines: z.array(driftedLineSchema).describe('Those found first stand first'),
    total: z.int(),
    repairable: z.int().describe('Those of them that an order can put right'),
    organisations: z
      .array(z.object({ id: z.uuid(), name: z.string(), items: z.int(), repairable: z.int() }))
      .describe('Whose lines they are, the filter of the company left aside; most lines first'),
    page: z.int(),
    size: z.int(),
    round: z
      .object({
        startedAt: z.iso.datetime(),
        compared: z.int().describe('Lines looked at in this round'),
        lastEndedAt: z.iso.datetime().nullable().describe('When all lines had been looked at last'),
      })
      .nullable()
      .describe('null: none has begun'),
  })
  .meta({ id: 'DriftList' });
export type DriftList = z.infer<typeof driftListSchema>;

/** POST /api/operator/drift/repair: the network is to have of these lines what the portal shows. */
export const repairRequestSchema = z
  .object({
    id: z.uuid().describe('Chosen by the client for this act: sent again it is the same act'),
    note: z.string().trim().min(1).max(2000).describe('Why, for staff alone'),
    selection: z.union([
      z.strictObject({ lineIds: z.array(z.uuid()).min(1).max(1000) }),
      z.strictObject({ filter: driftFilterSchema }),
    ]),
    after: z.uuid().optional().describe('`next` of the answer before: go on from there'),
  })
  .meta({ id: 'RepairDrift' });
export type RepairRequest = z.output<typeof repairRequestSchema>;

export const driftRepairedSchema = z
  .object({
    repaired: z.int().describe('Lines for which a correction was ordered'),
    notPossible: z.int().describe('The network does not know the SIM, or only knows it under another number'),
    underWay: z
      .int()
      .describe('Left out: a change is under way, or the line has changed since it was compared'),
    next: z.uuid().nullable().describe('Send the same act again with it as `after`; null = all is done'),
  })
  .meta({ id: 'DriftRepaired' });
export type DriftRepaired = z.infer<typeof driftRepairedSchema>;

/** POST /api/operator/drift/take-over, asked as a repair is: the portal is to show of these lines what the network has. */
export const driftTakenOverSchema = z
  .object({
    takenOver: z.int().describe('Lines that show now what the network has'),
    notPossible: z
      .int()
      .describe('No change of options is known that says what the network has, or the rules refuse it'),
    underWay: z
      .int()
      .describe('Left out: a change is under way, or the line has changed since it was compared'),
    next: z.uuid().nullable().describe('Send the same act again with it as `after`; null = all is done'),
  })
  .meta({ id: 'DriftTakenOver' });
export type DriftTakenOver = z.infer<typeof driftTakenOverSchema>;

/** GET /api/lines/{lineId}/agreement: whether the network had what the customer sees, when it was last asked. */
export const agreementSchema = z
  .object({ agrees: z.boolean(), since: z.iso.datetime().nullable().describe('Since when it differs') })
  .meta({ id: 'LineAgreement' });
export type LineAgreement = z.infer<typeof agreementSchema>;
