import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parsePoFile } from '@lingui/format-po';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Pages, and the reasons of the catalogue's rules, which a page judges and words by itself. */
const usedByPages = /^(web\/|server\/catalogue\/reason-message\.ts)/;

/**
 * Folders whose texts come with the first page; those of all other folders come with the first of their pages (`withAllTexts` in
 * web/src/kit/texts.ts).
 */
export const firstFolders: readonly string[] = [
  'kit',
  'api',
  'sign-in',
  'catalogue',
  'fleet',
  'notifications',
  'frame',
];
const first = new RegExp(`^web/src/(${firstFolders.join('|')})/`);

const form = /^virtual:(?:first|further)-texts\/(fr|nl|en|de)$/;

/**
 * Makes `virtual:first-texts/<locale>` and `virtual:further-texts/<locale>` modules with the compiled messages of one language, of which
 * only those that a page uses (the references of a catalogue say where a message is used): mails and refusals stay on the server.
 */
export function textsOfTheWeb(root: string): Plugin {
  return {
    name: 'texts-of-the-web',
    resolveId: { filter: { id: form }, handler: (id) => `\0${id}` },
    load: {
      // oxlint-disable-next-line no-control-regex -- Vite marks the ids of virtual modules with a NUL
      filter: { id: /^\0virtual:(first|further)-texts\// },
      handler(id) {
        const locale = id.slice(-2);
        const asksFirst = id.includes('first-texts');
        const messages: Record<string, CompiledMessage> = {};
        for (const file of globSync(`locales/${locale}/*.po`, { cwd: root })) {
          this.addWatchFile(resolve(root, file));
          for (const item of parsePoFile(readFileSync(resolve(root, file), 'utf8')).items) {
            const text = item.msgstr[0];
            const onPage = item.references.some((reference) => usedByPages.test(reference));
            const isFirst = item.references.some((reference) => first.test(reference));
            if (text && onPage && isFirst === asksFirst && !item.obsolete)
              messages[item.msgid] = compileMessage(text);
          }
        }
        return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(messages))});`;
      },
    },
  };
}
