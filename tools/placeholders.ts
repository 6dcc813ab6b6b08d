import type { CompiledMessage } from '@lingui/message-utils/compileMessage';

/** Names a message needs to be filled (`count`, also within plural forms) and the tags it wraps text in (`<0>`). */
export function placeholdersOf(compiled: CompiledMessage, text: string): Set<string> {
  const names = new Set<string>();
  collect(compiled, names);
  for (const [tag] of text.matchAll(/<\/?\w+\/?>/g)) names.add(tag);
  return names;
}

function collect(tokens: unknown, names: Set<string>): void {
  if (!Array.isArray(tokens)) return;
  for (const token of tokens) {
    if (!Array.isArray(token)) continue;
    const [name, , format]: unknown[] = token;
    names.add(String(name));
    if (format && typeof format === 'object') for (const form of Object.values(format)) collect(form, names);
  }
}
