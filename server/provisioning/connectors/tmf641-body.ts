import { NoAnswer } from '../outcome.ts';

/** The JSON of an answer of at most `limit` bytes; undefined when it has no body or the body is no JSON. Throws when it is larger. */
export async function readJson(response: Response, limit: number): Promise<unknown> {
  const text = new TextDecoder();
  let read = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new NoAnswer(`an answer of more than ${limit} bytes was not read to its end`);
    read += text.decode(chunk, { stream: true });
  }
  try {
    return JSON.parse(read + text.decode());
  } catch {
    return undefined;
  }
}
