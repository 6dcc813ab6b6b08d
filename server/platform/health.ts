import { Hono } from 'hono';

/**
 * `GET /healthz`: this process answers; if not, start it anew. `GET /readyz`: send it requests; 503 while one of `needs` fails or
 * it is stopping. Neither says why to the outside: that is in the log.
 */
export function healthPages(parts: {
  /** What must work, by name; each rejects when it does not. */
  needs: Record<string, () => Promise<unknown>>;
  isStopping(): boolean;
  log: { warn(fields: object, message: string): void };
}): Hono {
  const pages = new Hono();
  pages.get('/healthz', (context) => context.text('ok', 200, { 'cache-control': 'no-store' }));
  pages.get('/readyz', async (context) => {
    const failed = parts.isStopping() ? ['stopping'] : await failing(parts.needs, parts.log);
    const ready = failed.length === 0;
    return context.text(ready ? 'ready' : `not ready: ${failed.join(', ')}`, ready ? 200 : 503, {
      'cache-control': 'no-store',
    });
  });
  return pages;
}

const limit = 3000;

async function failing(
  needs: Record<string, () => Promise<unknown>>,
  log: { warn(fields: object, message: string): void },
): Promise<string[]> {
  const failed = await Promise.all(
    Object.entries(needs).map(async ([name, check]) => {
      const late = AbortSignal.timeout(limit);
      const tooLate = new Promise((_, reject) => {
        late.addEventListener('abort', () => reject(new Error('it took too long')), { once: true });
      });
      try {
        await Promise.race([check(), tooLate]);
        return [];
      } catch (error) {
        log.warn({ err: error, need: name }, 'not ready');
        return [name];
      }
    }),
  );
  return failed.flat();
}
