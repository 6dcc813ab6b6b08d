import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startCollector } from '../../test/collector.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { openTracing } from './tracing.ts';

async function tracing(environment: Record<string, string>) {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const tracer = await openTracing(readConfig(environment).tracing, log);
  if (!tracer) throw new Error('nothing is traced');
  return { tracer, lines };
}

it.each([
  [{}, false],
  [{ OTEL_SERVICE_NAME: 'fleet' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_SDK_DISABLED: 'true' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_TRACES_EXPORTER: 'none' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, true],
])('the SDK of OpenTelemetry is loaded with a collector only: %j', (environment, isLoaded) => {
  // In a process of its own: here some of it may be loaded already. better-auth brings the API along.
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ resolve: (name, context, next) => (loaded.push(name), next(name, context)) });
    await import('./server/portal.ts');
    const { readConfig } = await import('./server/platform/config.ts');
    const { openTracing } = await import('./server/platform/tracing.ts');
    await openTracing(readConfig(process.env).tracing, console);
    console.log(loaded.some((name) => /^@opentelemetry\\/(sdk|exporter)/.test(name)));
    process.exit(0);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  expect(said.trim()).toBe(String(isLoaded));
});

it('goes on with the trace that it is handed, and begins its own when that is none', async () => {
  const collector = await startCollector();
  const { tracer } = await tracing({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.address}/` });
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const handed = tracer.start('handed on', `00-${trace}-00f067aa0ba902b7-01`);
  expect(handed.traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  for (const none of [
    'nonsense',
    `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `ff-${trace}-00f067aa0ba902b7-01`,
    `00-${trace}-00f067aa0ba902b7-01-more`,
  ])
    expect([none, tracer.start('own', none).traceId]).not.toEqual([none, trace]);
  // Who asks does not want to be followed.
  const unseen = tracer.start('unseen', `00-${trace}-00f067aa0ba902b7-00`);
  expect([unseen.isSampled, unseen.child('below').isSampled]).toEqual([false, false]);
  unseen.end();
  handed.end();
  await tracer.stop();
  expect(collector.spans.map(({ name }) => name)).toEqual(['handed on']);
  await collector.stop();
});

it.each([
  ['always_off', '1', false],
  ['parentbased_traceidratio', '0', false],
  ['traceidratio', '1', true],
])('keeps the share that is asked for: %s %s', async (sampler, share, kept) => {
  const { tracer } = await tracing({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_TRACES_SAMPLER: sampler,
    OTEL_TRACES_SAMPLER_ARG: share,
  });
  expect(tracer.start('request', null).isSampled).toBe(kept);
});

it('a collector that never answers costs spans, never time: what waits is bounded, and the end does not wait for it', async () => {
  const collector = await startCollector({ hangs: true });
  const { tracer } = await tracing({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
    OTEL_BSP_MAX_QUEUE_SIZE: '100',
    OTEL_BSP_SCHEDULE_DELAY: '10',
  });
  for (let count = 0; count < 20_000; count += 1) tracer.start('request', null).end();
  await expect.poll(() => collector.requests()).toBeGreaterThan(0);
  for (let count = 0; count < 20_000; count += 1) tracer.start('request', null).end();
  await tracer.stop();
  // One under way and what waited: 40,000 are not sent later either.
  expect(collector.requests()).toBeLessThanOrEqual(3);
  await collector.stop();
});

it('a collector that is away is told in the log once', async () => {
  const nobody = createServer().listen(0, '127.0.0.1');
  await once(nobody, 'listening');
  const address = nobody.address();
  const port = typeof address === 'object' ? address?.port : 0;
  nobody.close();
  const { tracer, lines } = await tracing({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/traces`,
    OTEL_BSP_SCHEDULE_DELAY: '1',
  });
  tracer.start('request', null).end();
  await expect.poll(() => lines.length, { timeout: 15_000 }).toBe(1);
  expect(lines[0]).toContain('traces cannot be sent to the collector');
  await tracer.stop();
});
