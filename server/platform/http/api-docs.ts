import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Hono } from 'hono';
import { contentPolicy } from './guard.ts';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Flottille API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', validatorUrl: null, withCredentials: true });`;

/** `/api/openapi.json`, and `/api/docs` where each route can be tried with the session of the browser. Nothing comes from outside. */
export function serveApiDocs(app: Hono, document: object): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/api/openapi.json', (context) => context.json(document));
  // the documentation's own page writes styles as it draws
  app.get('/api/docs', (context) =>
    context.html(page, 200, { 'content-security-policy': contentPolicy("'self' 'unsafe-inline'") }),
  );
  app.get(
    '/api/docs/start.js',
    () => new Response(start, { headers: { 'content-type': 'text/javascript' } }),
  );
  for (const [name, type] of [
    ['swagger-ui.css', 'text/css'],
    ['swagger-ui-bundle.js', 'text/javascript'],
  ] as const) {
    app.get(`/api/docs/${name}`, async () => {
      return new Response(await readFile(join(folder, name)), {
        headers: { 'content-type': type, 'cache-control': 'max-age=3600' },
      });
    });
  }
}
