import { readFileSync } from 'node:fs';
import { z } from 'zod';

const document = z
  .object({ definitions: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('TMF641-v4.1.json', import.meta.url), 'utf8')));
const schemas = new Map<string, z.ZodType>();

/** What of a message breaks the schema of this name in TMF641 v4.1, one line each; an unknown name is a mistake of the test. */
export function breachesOf(name: string, message: unknown): string[] {
  if (!(name in document.definitions)) throw new Error(`TMF641 defines no ${name}`);
  const schema = schemas.get(name) ?? schemaOf(name);
  schemas.set(name, schema);
  const found = schema.safeParse(message);
  return (found.error?.issues ?? []).map(({ path, message: what }) => `${name} ${path.join('.')}: ${what}`);
}

function schemaOf(name: string): z.ZodType {
  return z.fromJSONSchema({
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions: document.definitions,
    $ref: `#/definitions/${name}`,
  });
}
