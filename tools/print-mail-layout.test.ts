import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layoutFile, layoutHtml } from './print-mail-layout.ts';

it('the committed layout of mails is what MJML makes of its source (else: node tools/print-mail-layout.ts)', async () => {
  expect(readFileSync(layoutFile, 'utf8')).toBe(await layoutHtml());
});
