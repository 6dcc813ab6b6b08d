import { Pool } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { healthPages } from './health.ts';
import { createMetrics } from './metrics.ts';

const pool = new Pool();
afterAll(() => pool.end());

async function read(metrics: ReturnType<typeof createMetrics>): Promise<string> {
  const answer = await metrics.pages.request('/metrics');
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('the metrics', () => {
  it('count answers by route and status', async () => {
    const metrics = createMetrics({ pool });
    metrics.onAnswer('get', '/api/fleet/lines/{lineId}', 200, 0.02);
    metrics.onAnswer('get', '/api/fleet/lines/{lineId}', 404, 0.02);
    metrics.onAnswer('get', '/api/fleet/lines/{lineId}', 404, 0.02);
    expect(await read(metrics)).toContain(
      'flottille_http_answer_seconds_count{method="GET",route="/api/fleet/lines/{lineId}",status="404"} 2',
    );
  });

  it('count mails and jobs by how they went', async () => {
    const metrics = createMetrics({ pool });
    metrics.onMail('accepted', 3);
    metrics.onJob('expire-options', false, 0.1);
    const text = await read(metrics);
    expect(text).toContain('flottille_mails_total{outcome="accepted"} 3');
    expect(text).toContain('flottille_job_seconds_count{job="expire-options",result="failed"} 1');
  });

  it('show what other parts tell when asked, and lose nothing else when one of them fails', async () => {
    const metrics = createMetrics({ pool });
    metrics.gauge('flottille_outbox', 'Mails.', ['state'], async () => [
      { labels: { state: 'queued' }, value: 7 },
    ]);
    metrics.gauge('flottille_broken', 'Broken.', [], async () => {
      throw new Error('no database');
    });
    const text = await read(metrics);
    expect(text).toContain('flottille_outbox{state="queued"} 7');
    expect(text).not.toMatch(/^flottille_broken /m);
    expect(text).toContain('flottille_pool_waiting 0');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });
});

describe('health', () => {
  const warnings: object[] = [];
  const log = { warn: (fields: object) => void warnings.push(fields) };
  const pages = (check: () => Promise<unknown>, stopping = false) =>
    healthPages({ needs: { database: check }, isStopping: () => stopping, log });

  it('is ready when what it needs works', async () => {
    const answer = await pages(async () => {}).request('/readyz');
    expect([answer.status, await answer.text()]).toEqual([200, 'ready']);
  });

  it('is not ready without its database, but alive; the reason stays in the log', async () => {
    const broken = pages(() => Promise.reject(new Error('password refused for host db7')));
    const answer = await broken.request('/readyz');
    expect([answer.status, await answer.text()]).toEqual([503, 'not ready: database']);
    expect(warnings).toMatchObject([{ need: 'database' }]);
    expect((await broken.request('/healthz')).status).toBe(200);
  });

  it('is not ready while it stops', async () => {
    expect((await pages(async () => {}, true).request('/readyz')).status).toBe(503);
  });
});
