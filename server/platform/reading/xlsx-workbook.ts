import { posix } from 'node:path';
import type { StoredFile } from './stored-file.ts';
import { unreadable } from './unreadable.ts';
import { openParts, type Parts } from './xlsx-parts.ts';
import { xmlEvents } from './xml-events.ts';

/** A workbook: its visible sheets by name, and where each is. */
export type Workbook = { parts: Parts; sheets: { name: string; path: string }[]; stringsPath: string | null };

/** Opens a workbook (ECMA-376 part 1 §18.2). Throws a Refusal when the archive is none. */
export async function openWorkbook(file: StoredFile): Promise<Workbook> {
  const parts = await openParts(file);
  if (!parts.has('xl/workbook.xml')) {
    // OpenDocument, Numbers and Excel's binary workbook are archives too
    const isOther = ['content.xml', 'Index/Document.iwa', 'xl/workbook.bin', 'word/document.xml'];
    throw isOther.some((path) => parts.has(path)) ? unreadable.otherSheet() : unreadable.archive();
  }
  const targets = await targetsOf(parts);
  const sheets = (await sheetsOf(parts)).flatMap(({ name, id }) => {
    const path = targets.byId.get(id);
    return path && parts.has(path) ? [{ name, path }] : [];
  });
  if (sheets.length === 0) throw unreadable.broken();
  const { strings } = targets;
  return { parts, sheets, stringsPath: strings && parts.has(strings) ? strings : null };
}

async function sheetsOf(parts: Parts): Promise<{ name: string; id: string }[]> {
  const sheets: { name: string; id: string }[] = [];
  const events = xmlEvents(parts.read('xl/workbook.xml'), {
    opens(name, attributes) {
      if (name !== 'sheet' || attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden')
        return;
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? '';
      sheets.push({ name: attributes['name'] ?? '', id });
      if (sheets.length > 1000) throw unreadable.bomb();
    },
  });
  for await (const _ of events);
  return sheets;
}

async function targetsOf(parts: Parts): Promise<{ byId: Map<string, string>; strings: string | null }> {
  const byId = new Map<string, string>();
  let strings: string | null = null;
  const path = 'xl/_rels/workbook.xml.rels';
  if (!parts.has(path)) throw unreadable.broken();
  const events = xmlEvents(parts.read(path), {
    opens(name, attributes) {
      const { Id: id = '', Target: target = '', Type: type = '' } = attributes;
      if (name !== 'Relationship') return;
      const absolute = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
      if (type.endsWith('/sharedStrings')) strings = absolute;
      else byId.set(id, absolute);
    },
  });
  for await (const _ of events);
  return { byId, strings };
}
