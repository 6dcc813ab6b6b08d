import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { Span, SpanOptions, Tracer } from './tracing.ts';
import type { TracingConfig } from './tracing-config.ts';

const stopsWithinMs = 3_000;

/**
 * Sends traces to a collector by OTLP over HTTP (JSON), many spans at a time. Spans wait in a queue that is bounded: a collector that
 * is slow or away costs spans and never time. Only loaded when there is a collector (openTracing).
 */
export function startTracing(config: TracingConfig, log: Logger): Tracer {
  const exporter = telling(new OTLPTraceExporter({ url: config.url }), log);
  const provider = new TracerProvider({
    // The environment may say more of where this runs (OTEL_RESOURCE_ATTRIBUTES).
    resource: detectResources({ detectors: [envDetector] }).merge(
      resourceFromAttributes({ 'service.name': config.serviceName }),
    ),
    sampler: samplerOf(config),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        scheduledDelayMillis: config.delayMs,
        maxQueueSize: config.queueSize,
      }),
    ],
  });
  const tracer = provider.getTracer('flottille');
  return {
    start: (name, parent, options) => begin(tracer, contextOf(parent), name, options),
    async stop() {
      const flushed = provider.shutdown().catch(() => undefined);
      await Promise.race([flushed, sleep(stopsWithinMs, undefined, { ref: false })]);
    },
  };
}

function begin(
  tracer: OtelTracer,
  context: Context,
  name: string,
  { kind, attributes = {}, begunAt }: SpanOptions = {},
): Span {
  const span = tracer.startSpan(
    name,
    {
      kind: kind === undefined ? SpanKind.INTERNAL : SpanKind[kind === 'server' ? 'SERVER' : 'CLIENT'],
      attributes,
      ...(begunAt !== undefined && { startTime: begunAt }),
    },
    context,
  );
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceId,
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0,
    set: (more) => void span.setAttributes(more),
    child: (childName, options) => begin(tracer, trace.setSpan(context, span), childName, options),
    end: (failure) => end(span, failure),
  };
}

function end(span: OtelSpan, failure: string | null = null): void {
  if (failure !== null) {
    span.setAttribute('error.type', failure);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** W3C Trace Context §3.2.2: what is no traceparent of a version we can read starts a trace of its own. */
function contextOf(traceparent: string | null): Context {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(traceparent ?? '') ?? [];
  const isReadable = version !== undefined && version !== 'ff' && (version !== '00' || more === undefined);
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isReadable && isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function samplerOf({ sampler, ratio }: TracingConfig): Sampler {
  const root = sampler.endsWith('always_on')
    ? new AlwaysOnSampler()
    : sampler.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(ratio);
  return sampler.startsWith('parentbased') ? new ParentBasedSampler({ root }) : root;
}

/** Says in the log that a collector cannot be reached, and when it can again; not at every attempt. */
function telling(exporter: SpanExporter, log: Logger): SpanExporter {
  let isLost = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed && !isLost) log.warn({ err: result.error }, 'traces cannot be sent to the collector');
        if (!failed && isLost) log.info('traces are sent to the collector again');
        isLost = failed;
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
