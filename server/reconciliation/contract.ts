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

export const driftListQuerySchema = z.object({
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
    differences: z.array(differenceSchema),
  })
  .meta({ id: 'DriftedLine' });
export type DriftedLine = z.infer<typeof driftedLineSchema>;

/** GET /api/operator/drift: the lines for which the network has something else, and how far this round of comparing is. */
export const driftListSchema = z
  .object({
    lines: z.array(driftedLineSchema).describe('Those found first stand first'),
    total: z.int(),
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

/** GET /api/lines/{lineId}/agreement: whether the network had what the customer sees, when it was last asked. */
export const agreementSchema = z
  .object({ agrees: z.boolean(), since: z.iso.datetime().nullable().describe('Since when it differs') })
  .meta({ id: 'LineAgreement' });
export type LineAgreement = z.infer<typeof agreementSchema>;
