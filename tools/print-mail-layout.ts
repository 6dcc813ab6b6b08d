/**
 * Writes `server/platform/mail/layout.html`, the HTML that every mail is filled into, from `layout.mjml` beside it. Done by hand
 * when the layout changes and compared by a test: MJML costs 95 MB and half a second where it is loaded, so the portal does not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const source = new URL('../server/platform/mail/layout.mjml', import.meta.url);
export const layoutFile = new URL('../server/platform/mail/layout.html', import.meta.url);

/** The HTML that MJML makes of the layout, with the places that are filled for each mail left as `{{name}}`. */
export async function layoutHtml(): Promise<string> {
  // The places for colours and addresses are not valid values to MJML's checks.
  const { html } = await mjml2html(readFileSync(source, 'utf8'), { validationLevel: 'skip', fonts: {} });
  return `${html
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(layoutFile, await layoutHtml());
