import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const value = z.object({
  stringValue: z.string().optional(),
  intValue: z.coerce.number().optional(),
  boolValue: z.boolean().optional(),
});
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes: z.array(z.object({ key: z.string(), value })),
  status: z.object({ code: z.number() }),
});
// OTLP 1.x, JSON: ExportTraceServiceRequest
const posted = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value })) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

export type CollectedSpan = Omit<z.infer<typeof span>, 'attributes'> & {
  attributes: Record<string, unknown>;
};

/** A small OTLP receiver over HTTP. `hangs`: it takes everything and never answers. */
export async function startCollector({ hangs = false } = {}) {
  const spans: CollectedSpan[] = [];
  const services = new Set<unknown>();
  let texts = '';
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (hangs) return;
      const text = Buffer.concat(chunks).toString();
      texts += text;
      if (request.url !== '/v1/traces') {
        response.writeHead(404).end();
        return;
      }
      for (const { resource, scopeSpans } of posted.parse(JSON.parse(text)).resourceSpans) {
        services.add(plain(resource.attributes)['service.name']);
        for (const each of scopeSpans.flatMap((scope) => scope.spans))
          spans.push({ ...each, attributes: plain(each.attributes) });
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    services,
    /** All that was sent, as it was. */
    texts: () => texts,
    requests: () => requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function plain(attributes: { key: string; value: z.infer<typeof value> }[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map((each) => [each.key, Object.values(each.value)[0]]));
}
