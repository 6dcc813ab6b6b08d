import type { Logger } from 'pino';
import type { TracingConfig } from './tracing-config.ts';

/** Ids, names, counts and codes only: nothing that says who somebody is. */
export type Attributes = Record<string, string | number | boolean>;

export type SpanOptions = {
  /** `server`: answers somebody outside; `client`: asks somebody outside. Absent: inside. */
  kind?: 'server' | 'client';
  attributes?: Attributes;
  /** When it began, in milliseconds since 1970; absent: now. */
  begunAt?: number;
};

/** One step of a trace. */
export type Span = {
  traceId: string;
  /** W3C Trace Context §3.2: hands the trace on to who is called, or to who goes on later. */
  traceparent: string;
  /** Whether anybody will see it. */
  isSampled: boolean;
  set(attributes: Attributes): void;
  child(name: string, options?: SpanOptions): Span;
  /** `failure`: why it did not succeed, a code. */
  end(failure?: string | null): void;
};

export type Tracer = {
  /** A step of the trace that `parent` (a traceparent) tells of; of a trace of its own when that is null or is none. */
  start(name: string, parent: string | null, options?: SpanOptions): Span;
  /** Sends what is left, within a few seconds at most. Never throws. */
  stop(): Promise<void>;
};

/** What writes traces; null when nobody collects them, and then nothing of OpenTelemetry is loaded. */
export async function openTracing(config: TracingConfig | null, log: Logger): Promise<Tracer | null> {
  if (!config) return null;
  const { startTracing } = await import('./tracing-otlp.ts');
  return startTracing(config, log);
}

/** What a call knows of traces. */
export type Traced = {
  /** The step of a trace that this is part of; absent: nobody follows it. */
  span?: Span | undefined;
  /** Of a call that has no trace of its own and goes on with those that others began. */
  tracer?: Tracer | null | undefined;
};

/** What is stored for who goes on with the trace of this call later; null: nobody will see it. */
export function traceToStore({ span }: Traced): string | null {
  return span?.isSampled ? span.traceparent : null;
}

/** Does `work` as a step of the trace of this call, if it has one; else of the trace that was stored in `begunBefore`, if there is one. */
export async function inSpan<C extends Traced, T>(
  call: C,
  name: string,
  work: (call: C) => Promise<T>,
  begunBefore: string | null = null,
): Promise<T> {
  const span =
    call.span?.child(name) ?? (begunBefore === null ? undefined : call.tracer?.start(name, begunBefore));
  if (!span) return work(call);
  try {
    const result = await work({ ...call, span });
    span.end();
    return result;
  } catch (error) {
    span.end(failureName(error));
    throw error;
  }
}

/** A code where there is one, else the kind of error; never its message, which may name somebody. */
export function failureName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
