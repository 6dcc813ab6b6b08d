import { z, type ZodType } from 'zod';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable, kebab-case'),
    detail: z.string().describe('For the person, in his language'),
    requestId: z.string(),
    fields: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

/** The OpenAPI 3.1 document of these routes: JSON Schema 2020-12 as zod writes it, named schemas as components. */
export function openApiDocument(routes: Route[], version: string): Json {
  const components: Record<string, unknown> = {};
  const schemaOf = (schema: ZodType, io: 'input' | 'output') => {
    // what may be left out of a request stands in the answer: two schemas, two names
    const named = (id: string) => (io === 'input' ? `${id}Input` : id);
    const {
      $schema: _,
      $defs,
      ...json
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $defs?: Json };
    for (const [id, definition] of Object.entries($defs ?? {}))
      components[named(id)] = relink(definition, named);
    const id = z.globalRegistry.get(schema)?.id;
    if (!id) return relink(json, named);
    // a schema that stands within itself is its own definition already
    if (!('$ref' in json)) components[named(id)] = relink(json, named);
    return { $ref: `#/components/schemas/${named(id)}` };
  };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemaOf) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flottille',
      version,
      description:
        'Self-care area for the business customers of a mobile operator. Errors are RFC 9457 problems.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'flottille_session',
          description: 'Set by POST /api/sign-in',
        },
      },
    },
  };
}

function operation(route: Route, schemaOf: (schema: ZodType, io: 'input' | 'output') => unknown): Json {
  const problems = { 'application/problem+json': { schema: schemaOf(problem, 'output') } };
  const status = String(route.status ?? 200);
  const answer =
    route.answer === 'stream'
      ? {
          description: 'A stream',
          content: Object.fromEntries((route.streams ?? []).map((type) => [type, {}])),
        }
      : route.answer
        ? {
            description: 'Done',
            content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
          }
        : { description: 'Done' };
  return {
    tags: [route.tag],
    summary: route.summary,
    operationId: operationId(route),
    ...(route.refusals?.length
      ? { description: `Refusals: ${route.refusals.map((code) => `\`${code}\``).join(', ')}` }
      : {}),
    'x-who': route.who,
    security: route.who === 'anyone' ? [] : [{ session: [] }],
    parameters: [
      ...parameters('path', route.params, schemaOf),
      ...parameters('query', route.query, schemaOf),
      ...parameters('header', route.headers, schemaOf),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    ...(route.file
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              route.file.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
            ),
          },
        }
      : {}),
    responses: { [status]: answer, default: { description: 'A refusal or a defect', content: problems } },
  };
}

function parameters(
  place: string,
  schema: ZodType | undefined,
  schemaOf: (schema: ZodType, io: 'input') => unknown,
) {
  if (!schema) return [];
  const json = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}

function operationId(route: Route): string {
  const words = route.path
    .replace(/^\/api\//, '')
    .split(/[/{}-]+/)
    .filter(Boolean);
  return [route.method, ...words]
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

/** zod points at `#/$defs/<id>`; an OpenAPI document keeps its schemas under `#/components/schemas`. */
function relink(value: unknown, named: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => relink(each, named));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key === '$ref' && typeof inner === 'string')
        return [[key, `#/components/schemas/${named(inner.slice('#/$defs/'.length))}`]];
      if (key === 'id' && typeof inner === 'string' && 'type' in value) return [];
      return [[key, relink(inner, named)]];
    }),
  );
}
