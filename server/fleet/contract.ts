import { z } from 'zod';
import { lineStatusSchema } from './life-contract.ts';

export * from './life-contract.ts';

export const products = ['voice', 'data', 'm2m'] as const;

export const productSchema = z.enum(products).meta({ id: 'ProductKind' });

export type Product = z.infer<typeof productSchema>;

export const lineRowSchema = z
  .object({
    id: z.uuid(),
    msisdn: z.string().describe('E.164 digits without plus'),
    iccid: z.string(),
    imsi: z
      .string()
      .nullable()
      .describe('Of its SIM card; null: not told, as in lists where nothing is searched'),
    holderName: z
      .string()
      .describe('Last name, first name of the holder it has today; empty when nobody: the company itself'),
    billingAccountNumber: z.string(),
    costCentreCode: z.string().describe('Of the cost centre it has today; empty when none'),
    product: productSchema,
    planCode: z.string(),
    subscriptionKind: z.string(),
    status: lineStatusSchema,
    statusReason: z.string().nullable(),
    optionCodes: z.array(z.string()).describe('Active options, sorted'),
    changesUnderWay: z.int(),
    version: z.int(),
    syncedAt: z.iso.datetime(),
  })
  .meta({ id: 'LineRow' });

export type LineRow = z.infer<typeof lineRowSchema>;

export const poolSchema = z.object({
  unit: z.enum(['MB', 'minutes', 'sms']),
  total: z.string(),
  used: z.string(),
});

export const heldOptionSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    monthlyPrice: z.string(),
    oneOffPrice: z.string(),
    activeSince: z.iso.datetime(),
    activeUntil: z.iso.datetime().nullable(),
    minimumTermEnd: z.iso.datetime().nullable(),
    pool: poolSchema.nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'HeldOption' });

export type HeldOption = z.infer<typeof heldOptionSchema>;

export const lineDetailSchema = lineRowSchema
  .extend({
    holder: z.object({ firstName: z.string(), lastName: z.string() }),
    billingAccount: z.object({ number: z.string(), name: z.string(), cycleDay: z.int() }),
    planSince: z.iso.datetime(),
    statusSince: z.iso.datetime(),
    activatedAt: z.iso.datetime(),
    sim: z.object({
      iccid: z.string(),
      imsi: z.string(),
      form: z.enum(['physical', 'esim']),
      liveFrom: z.iso.datetime(),
    }),
    options: z.array(heldOptionSchema).describe('Active ones first, then ended ones of the last 12 months'),
  })
  .meta({ id: 'LineDetail' });

export type LineDetail = z.infer<typeof lineDetailSchema>;
