import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context, Hono } from 'hono';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
};

const codings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Serves the built pages from `folder`: files under /assets for ever (their names carry a hash), `index.html` for every
 * other address that no route has taken, so that a reload of any page works. Files with a `.br` or `.gz` twin go out compressed.
 * Only what was there at the start is served, so that no address leads out of the folder.
 */
export function servePages(app: Hono, folder: string): void {
  const file = fileReader(folder);

  app.get('/assets/*', async (context) => {
    const cache = 'public, max-age=31536000, immutable';
    return (await send(context, file, context.req.path, cache)) ?? context.notFound();
  });
  app.get('*', async (context) => {
    const { path } = context.req;
    if (extname(path) in types) return (await send(context, file, path, 'no-cache')) ?? context.notFound();
    const page = await send(context, file, '/index.html', 'no-cache');
    return page ?? context.text('The pages are not built: run npm start.', 503);
  });
}

type File = { body: Uint8Array<ArrayBuffer>; tag: string };
type FileReader = (path: string) => Promise<File | null>;

/** Reads each file once. */
function fileReader(folder: string): FileReader {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const known = new Set(names.map((name) => `/${name}`));
  const held = new Map<string, Promise<File | null>>();
  return (path) => {
    if (!known.has(path)) return Promise.resolve(null);
    const file = held.get(path) ?? read(join(folder, path));
    held.set(path, file);
    return file;
  };
}

async function read(path: string): Promise<File | null> {
  const body = await readFile(path).catch(() => null);
  return body && { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

async function send(
  context: Context,
  file: FileReader,
  path: string,
  cache: string,
): Promise<Response | null> {
  const accepted = acceptedCodings(context.req.header('accept-encoding') ?? '');
  const wanted = codings.filter(([coding]) => accepted.has(coding));
  for (const [coding, ending] of [...wanted, ['identity', ''] as const]) {
    const found = await file(path + ending);
    if (!found) continue;
    const headers = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': cache,
      vary: 'accept-encoding',
      etag: found.tag,
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    };
    const isKnown = context.req.header('if-none-match')?.includes(found.tag) ?? false;
    return isKnown
      ? new Response(null, { status: 304, headers })
      : new Response(found.body, { headers: { ...headers, 'content-length': String(found.body.length) } });
  }
  return null;
}

/** RFC 9110 §12.5.3. */
function acceptedCodings(header: string): Set<string> {
  const parts = header.split(',').map((part) => part.toLowerCase().replaceAll(/\s/g, ''));
  return new Set(parts.filter((part) => !/;q=0(\.0*)?$/.test(part)).map((part) => part.split(';')[0] ?? ''));
}
