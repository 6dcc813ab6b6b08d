import { z } from 'zod';

const httpAddress = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))
  .optional();
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** What of OpenTelemetry's variables is read here; the exporter reads the others of its own (OTEL_EXPORTER_OTLP_…). */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: httpAddress,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpAddress,
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/json', 'http/protobuf']).optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.enum(['http/json', 'http/protobuf']).optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_SDK_DISABLED: z
    .string()
    .transform((value) => value.toLowerCase() === 'true')
    .default(false),
  OTEL_SERVICE_NAME: z.string().default('flottille'),
  OTEL_TRACES_SAMPLER: z.enum(samplers).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(1).max(600_000).default(5_000),
  OTEL_BSP_MAX_QUEUE_SIZE: z.coerce.number().int().min(1).max(100_000).default(2_048),
};

/** What each must be, in words for the person who sets it. */
export const tracingMust: Record<keyof typeof tracingVariables, string> = {
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the address of a collector, like http://collector.example.be:4318',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'an address, like http://collector.example.be:4318/v1/traces',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json or http/protobuf (traces are sent as JSON over HTTP, not by gRPC)',
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL:
    'http/json or http/protobuf (traces are sent as JSON over HTTP, not by gRPC)',
  OTEL_TRACES_EXPORTER: 'otlp or none',
  OTEL_SDK_DISABLED: 'true or false',
  OTEL_SERVICE_NAME: 'a name',
  OTEL_TRACES_SAMPLER: `one of ${samplers.join(', ')}`,
  OTEL_TRACES_SAMPLER_ARG: 'a share from 0 to 1',
  OTEL_BSP_SCHEDULE_DELAY: 'a number of milliseconds from 1 to 600000',
  OTEL_BSP_MAX_QUEUE_SIZE: 'a number of spans from 1 to 100000',
};

export type TracingConfig = {
  /** Where traces are posted. */
  url: string;
  serviceName: string;
  sampler: (typeof samplers)[number];
  /** The share of traces that are kept, for the samplers by ratio. */
  ratio: number;
  /** Milliseconds that spans wait for others before they are sent. */
  delayMs: number;
  /** Spans that wait at most; what comes beyond that is dropped. */
  queueSize: number;
};

/** Where and how traces are sent; null = nobody collects them. */
export function tracingOf(value: z.infer<z.ZodObject<typeof tracingVariables>>): TracingConfig | null {
  const base = value.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url = value.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url || value.OTEL_SDK_DISABLED || value.OTEL_TRACES_EXPORTER === 'none') return null;
  return {
    url,
    serviceName: value.OTEL_SERVICE_NAME,
    sampler: value.OTEL_TRACES_SAMPLER,
    ratio: value.OTEL_TRACES_SAMPLER_ARG,
    delayMs: value.OTEL_BSP_SCHEDULE_DELAY,
    queueSize: value.OTEL_BSP_MAX_QUEUE_SIZE,
  };
}
