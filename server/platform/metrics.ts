import { Hono } from 'hono';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One value of a gauge, told apart by its labels. */
export type Reading = { labels?: Record<string, string>; value: number };

export type Metrics = {
  /** For createApp: counts each answer by the pattern of its route, never by its address. */
  onAnswer(this: void, method: string, route: string, status: number, seconds: number): void;
  /** For startMailSender. */
  onMail(this: void, outcome: string, count: number): void;
  /** For startJobs. */
  onJob(this: void, name: string, ok: boolean, seconds: number): void;
  /** A figure that is read when somebody asks; when reading fails the figure is missing, the others are not. */
  gauge(name: string, help: string, labels: string[], read: () => Promise<Reading[]> | Reading[]): void;
  /** `GET /metrics` in Prometheus' text format. */
  pages: Hono;
};

/** Answers are kept this long, so that asking often does not become work for the database. */
const keepFor = 2000;

/** What this process does, in figures for Prometheus. `pool` is the one of the portal's database. */
export function createMetrics({ pool }: { pool: Pool }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const answers = new Histogram({
    name: 'flottille_http_answer_seconds',
    help: 'Time until the head of an answer, by route and status; its _count is the number of answers.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const mails = new Counter({
    name: 'flottille_mails_total',
    help: 'Mails handed to the mail server by what it said; lost: their sender ended before it could say.',
    labelNames: ['outcome'],
    registers,
  });
  const jobs = new Histogram({
    name: 'flottille_job_seconds',
    help: 'Runs of each schedule by result.',
    labelNames: ['job', 'result'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  });

  function gauge(
    name: string,
    help: string,
    labels: string[],
    read: () => Promise<Reading[]> | Reading[],
  ): void {
    const figure: Gauge = new Gauge({
      name,
      help,
      labelNames: labels,
      registers,
      async collect() {
        figure.reset();
        figure.remove({}); // without labels a reset gauge would say 0
        const readings = await Promise.resolve()
          .then(read)
          .catch(() => []);
        for (const { labels: of = {}, value } of readings) figure.set(of, value);
      },
    });
  }

  gauge('flottille_pool_connections', 'Connections to the database by what they do.', ['state'], () => [
    { labels: { state: 'used' }, value: pool.totalCount - pool.idleCount },
    { labels: { state: 'idle' }, value: pool.idleCount },
  ]);
  gauge('flottille_pool_waiting', 'Requests that wait for a connection to the database.', [], () => [
    { value: pool.waitingCount },
  ]);

  return {
    onAnswer: (method, route, status, seconds) =>
      answers.observe({ method: method.toUpperCase(), route, status: String(status) }, seconds),
    onMail: (outcome, count) => mails.inc({ outcome }, count),
    onJob: (job, ok, seconds) => jobs.observe({ job, result: ok ? 'done' : 'failed' }, seconds),
    gauge,
    pages: metricsPages(registry),
  };
}

function metricsPages(registry: Registry): Hono {
  let kept: { text: Promise<string>; until: number } | undefined;
  return new Hono().get('/metrics', async (context) => {
    if (!kept || kept.until < performance.now()) {
      kept = { text: registry.metrics(), until: performance.now() + keepFor };
    }
    return context.body(await kept.text, 200, {
      'content-type': registry.contentType,
      'cache-control': 'no-store',
    });
  });
}
