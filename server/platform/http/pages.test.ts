import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import { servePages } from './pages.ts';

const root = mkdtempSync(join(tmpdir(), 'flottille-pages-'));
afterAll(() => rmSync(root, { recursive: true }));
const folder = join(root, 'web');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(root, 'secret.js'), 'secret');
const script = 'console.log("fleet");';
for (const [name, content] of [
  ['index.html', '<!doctype html><title>Flottille</title>'],
  ['favicon.svg', '<svg/>'],
  ['robots.txt', 'User-agent: *'],
  ['assets/main-1a2b.js', script],
  ['assets/main-1a2b.js.br', brotliCompressSync(script)],
  ['assets/main-1a2b.js.gz', gzipSync(script)],
] as const) {
  writeFileSync(join(folder, name), content);
}
const app = new Hono();
servePages(app, folder);
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('the built pages', () => {
  it('are one document at every address of a page, which the browser asks for anew each time', async () => {
    for (const path of ['/', '/fr', '/fr/fleet/0190?search=0492', '/de/orders/1', '/nowhere', '/fr/a.b']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(await answer.text()).toContain('<title>Flottille');
    }
  });

  it('tell machines what is theirs in plain text, and never a page in its place', async () => {
    const answer = await get('/robots.txt');
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      'text/plain; charset=utf-8',
      'User-agent: *',
    ]);
    expect((await get('/ads.txt')).status).toBe(404);
  });

  it('have files that a browser keeps for ever, as their names change with their content', async () => {
    const answer = await get('/assets/main-1a2b.js');
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    expect(await answer.text()).toBe(script);
  });

  it('are sent compressed to who takes that, as small as he takes it', async () => {
    const best = await get('/assets/main-1a2b.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect([best.headers.get('content-encoding'), best.headers.get('vary')]).toEqual([
      'br',
      'accept-encoding',
    ]);
    expect(brotliDecompressSync(await best.bytes()).toString()).toBe(script);
    expect(best.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const coding = async (accepted: string) =>
      (await get('/assets/main-1a2b.js', { 'accept-encoding': accepted })).headers.get('content-encoding');
    expect([await coding('gzip;q=0.5'), await coding('br;q=0, gzip'), await coding('zstd')]).toEqual([
      'gzip',
      'gzip',
      null,
    ]);
  });

  it('are not sent again to who has them', async () => {
    const tag = (await get('/favicon.svg')).headers.get('etag') ?? '';
    const again = await get('/favicon.svg', { 'if-none-match': `"other", W/${tag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get('/favicon.svg', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('answer HEAD with the length and nothing else', async () => {
    const answer = await app.request('/assets/main-1a2b.js', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      String(script.length),
      '',
    ]);
  });

  it('have no file that is not there: 404, not the page', async () => {
    for (const path of ['/assets/main-old.js', '/assets/', '/assets', '/favicon.ico', '/fr/main.css']) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it.each([
    '/assets/../../secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/%252e%252e/%252e%252e/secret.js',
    '/assets/....//....//secret.js',
    '//secret.js',
    '/assets/main-1a2b.js%00',
    `/assets/${join(root, 'secret.js')}`,
  ])('let nobody out of their folder: %s', async (path) => {
    const answer = await app.request(new Request(`http://localhost${path}`));
    expect([answer.status, await answer.text()]).not.toContain('secret');
    expect(answer.status).toBe(404);
  });

  it('say what to do when they were never built', async () => {
    const unbuilt = new Hono();
    servePages(unbuilt, join(root, 'nothing'));
    const answer = await unbuilt.request('/fr');
    expect([answer.status, await answer.text()]).toEqual([503, 'The pages are not built: run npm start.']);
  });
});
