import { z } from 'zod';
import { hlrServices } from './connectors/osmo-hlr-services.ts';
import { ossFields } from './connectors/tmf641-element.ts';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'must be lower-case letters, digits and single dashes',
});
const count = (most: number) =>
  z
    .int({ error: `must be a whole number from 1 to ${most}` })
    .min(1)
    .max(most, {
      error: `must be a whole number from 1 to ${most}`,
    });

/** How much of it an element can bear; what is not written is what its kind usually can. */
const limits = z
  .strictObject({
    ratePerSecond: count(100_000).optional(),
    concurrency: count(1000).optional(),
    // Under the lease of an item, so that a call has ended before another worker takes over.
    timeoutMs: count(10_000).optional(),
  })
  .prefault({});

/** Host and port of the CTRL interface; osmo-hlr listens on 4259 and nowhere else. */
const hlrAddress = z
  .string({ error: 'must be the address of its CTRL interface, like 127.0.0.2 or hlr.example.be:4259' })
  .regex(/^[^\s:]+(:\d{1,5})?$/, {
    error: 'must be the address of its CTRL interface, like 127.0.0.2 or hlr.example.be:4259',
  })
  .transform((written) => {
    const [host = '', port = '4259'] = written.split(':');
    return { host, port: Number(port) };
  });

const simulatorElement = z.strictObject({ name, kind: z.literal('simulator'), limits });
const hlrElement = z.strictObject({
  name,
  kind: z.literal('osmo-hlr'),
  address: hlrAddress,
  limits,
  services: hlrServices,
});

const ossElement = z.strictObject({ name, kind: z.literal('tmf641'), limits, ...ossFields });

/** An element as the file describes it, by its kind. */
export const writtenElement = z.discriminatedUnion('kind', [simulatorElement, hlrElement, ossElement], {
  error: '"kind" must be simulator, osmo-hlr or tmf641',
});
export type WrittenElement = z.infer<typeof writtenElement>;
export type HlrElement = z.infer<typeof hlrElement>;

const some = (what: z.ZodType<string>) =>
  z
    .union([what.transform((one) => [one]), z.array(what).min(1)], { error: 'must be one or several' })
    .optional();
const digits = z.string().regex(/^89\d{0,17}$/);

/** Lines that fit all that is written go to the element. */
const writtenRule = z
  .strictObject({
    element: name,
    plan: some(z.string()),
    product: some(z.enum(['voice', 'data', 'm2m'])),
    /** The ICCID begins so. */
    simRange: z
      .union([digits.transform((one) => [one]), z.array(digits).min(1)], {
        error: "must be the first digits of an ICCID in quotes, like '893201', or several such",
      })
      .optional(),
  })
  .refine((rule) => rule.plan ?? rule.product ?? rule.simRange, {
    error: 'a rule needs at least one of plan, product and simRange; what fits no rule goes to "default"',
  });
export type WrittenRule = z.infer<typeof writtenRule>;

/** The network file. */
export const writtenNetwork = z.strictObject({
  elements: z.array(writtenElement).min(1),
  rules: z.array(writtenRule).default([]),
  default: name,
});
