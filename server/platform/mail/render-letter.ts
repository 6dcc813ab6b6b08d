import type { Locale } from '../call.ts';
import { texts } from '../texts.ts';
import { absolute, type MailFrame } from './frame.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import type { Letter } from './letter.ts';

/** Both forms of a mail as a mail program gets them. */
export type RenderedMail = { subject: string; html: string; text: string };

/** Puts the layout, the operator's brand and the portal's address around a letter. */
export function renderLetter(letter: Letter, locale: Locale, frame: MailFrame): RenderedMail {
  const words = texts(locale);
  const addressed: Letter = {
    // A line break in a subject would begin a header of its own.
    subject: letter.subject.replace(/\p{Cc}+/gu, ' ').trim(),
    preheader: letter.preheader ?? letter.blocks.find((block) => block.kind === 'paragraph')?.text ?? '',
    blocks: letter.blocks.map((block) =>
      block.kind === 'button' ? { ...block, href: absolute(block.href, frame.origin) } : block,
    ),
  };
  const around = {
    locale,
    brand: frame.brand,
    portalName: words.t({ id: 'mail.portal', message: 'Customer area' }),
    portalUrl: `${frame.origin}/${locale}`,
    reason: words.t({
      id: 'mail.reason',
      message: 'You get this message because you have access to the customer area of {brand}.',
      values: { brand: frame.brand.name },
    }),
  };
  return {
    subject: addressed.subject,
    html: letterHtml(addressed, around),
    text: letterText(addressed, around),
  };
}
