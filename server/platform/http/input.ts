import { z, type ZodType } from 'zod';
import type { Locale } from '../call.ts';
import { type FieldProblem, notFound, Refusal } from '../refusal.ts';
import { fieldProblems, invalidInput, pointerTo } from './problem.ts';
import type { Route } from './route.ts';

type Part = 'params' | 'query' | 'headers' | 'body';

/** What a route is given, each part parsed by its schema. Refuses with every wrong field at once; a wrong address is 404. */
export async function inputOf(
  route: Route,
  params: Record<string, string>,
  request: Request,
  locale: Locale,
): Promise<Record<string, unknown>> {
  const given: [Part, ZodType | undefined, () => unknown][] = [
    ['params', route.params, () => params],
    ['query', route.query, () => queryOf(request.url)],
    ['headers', route.headers, () => Object.fromEntries(request.headers)],
    ['body', route.body, () => readJson(request, route.maxBody ?? 1_048_576)],
  ];
  // What others define may grow members that we do not know.
  const isOurs = route.path.startsWith('/api/');
  const wrong: FieldProblem[] = [];
  const input: Record<string, unknown> = { request };
  for (const [part, schema, read] of given) {
    if (!schema) continue;
    const value = await read();
    const parsed = schema.safeParse(value, {
      error: z.locales[locale]().localeError,
      reportInput: true,
    });
    const fields = parsed.success
      ? [
          ...unstorable(parsed.data, [part]),
          ...(isOurs && part === 'body' ? unknown(value, parsed.data, [part], locale) : []),
        ]
      : fieldProblems(part, parsed.error);
    if (fields.length > 0 && part === 'params') throw notFound();
    wrong.push(...fields);
    input[part] = parsed.data;
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  return input;
}

/** A name given once is a string, given more often a list. */
function queryOf(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const search = new URL(url).searchParams;
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

/** Reads a JSON body of at most `limit` bytes. Only `application/json` is taken, which no HTML form can send. */
async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[a-z.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal(415, 'not-json', 'The body must be JSON (Content-Type: application/json).');
  }
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge(limit);
  const text = new TextDecoder('utf-8', { fatal: true });
  let read = '';
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      read += text.decode(chunk, { stream: true });
    }
    return JSON.parse(read + text.decode());
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'not-json', 'The body must be JSON (Content-Type: application/json).');
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(413, 'too-large', 'What was sent is too large: at most {limit} kB.', {
    values: { limit: Math.round(limit / 1024) },
  });
}

/** Members of a body that its schema has left out: a misspelt one would be as if it had not been said, and something else would happen. */
function unknown(given: unknown, taken: unknown, path: string[], locale: Locale): FieldProblem[] {
  if (typeof given !== 'object' || given === null || typeof taken !== 'object' || taken === null) return [];
  const known = new Map(Object.entries(taken));
  const keys = Object.keys(given).filter((key) => !known.has(key));
  return [
    ...(keys.length > 0 ? [{ pointer: pointerTo(path), ...unrecognised(keys, locale) }] : []),
    ...Object.entries(given).flatMap(([key, inner]) =>
      known.has(key) ? unknown(inner, known.get(key), [...path, key], locale) : [],
    ),
  ];
}

function unrecognised(keys: string[], locale: Locale): Omit<FieldProblem, 'pointer'> {
  const code = 'unrecognized_keys';
  const told = z.locales[locale]().localeError({ code, keys, input: {}, path: [] });
  return { code, detail: (typeof told === 'string' ? told : told?.message) ?? keys.join(', ') };
}

/** PostgreSQL stores no NUL and no half of a surrogate pair: such text is refused here, not found out by each query. */
function unstorable(value: unknown, path: string[]): FieldProblem[] {
  if (typeof value === 'string') {
    const isText = value.isWellFormed() && !value.includes('\0');
    return isText
      ? []
      : [{ pointer: pointerTo(path), code: 'invalid_text', detail: 'U+0000 / U+D800–U+DFFF' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...unstorable(name, path),
    ...unstorable(inner, [...path, name]),
  ]);
}
