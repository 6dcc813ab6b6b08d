import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Hono } from 'hono';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * Serves the built pages from `folder`: files under /assets for ever (their names carry a hash), `index.html` for every
 * other address that no route has taken, so that a reload of any page works. Files with a `.br` or `.gz` twin go out compressed.
 */
export function servePages(app: Hono, folder: string): void {
  const held = new Map<string, Uint8Array<ArrayBuffer> | null>();
  const read = async (path: string) => {
    if (!held.has(path)) held.set(path, await readFile(path).catch(() => null));
    return held.get(path) ?? null;
  };
  const send = async (name: string, accepted: string, cache: string): Promise<Response | null> => {
    const path = join(folder, normalize(`/${name}`));
    const headers = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': cache,
      vary: 'accept-encoding',
    };
    for (const [coding, ending] of [
      ['br', '.br'],
      ['gzip', '.gz'],
    ] as const) {
      const body = accepted.includes(coding) ? await read(path + ending) : null;
      if (body) return new Response(body, { headers: { ...headers, 'content-encoding': coding } });
    }
    const body = await read(path);
    return body && new Response(body, { headers });
  };
  app.get('/assets/*', async (context) => {
    const found = await send(
      context.req.path,
      context.req.header('accept-encoding') ?? '',
      'public, max-age=31536000, immutable',
    );
    return found ?? context.notFound();
  });
  app.get('*', async (context) => {
    const accepted = context.req.header('accept-encoding') ?? '';
    const file = extname(context.req.path) ? await send(context.req.path, accepted, 'no-cache') : null;
    return (
      file ??
      (await send('index.html', accepted, 'no-cache')) ??
      context.text('The pages are not built: run npm start.', 503)
    );
  });
}
