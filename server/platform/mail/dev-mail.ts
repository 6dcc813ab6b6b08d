import { type Context, Hono } from 'hono';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../tables.ts';
import { listPage, mailPage, type ToldMail } from './dev-mail-pages.ts';
import { type MailFrame, senderOf } from './frame.ts';
import { type KeptMail, keptMail, keptMails } from './outbox.ts';
import { renderLetter } from './render-letter.ts';

export type DevMailParts = {
  db: Kysely<DB>;
  frame: Omit<MailFrame, 'origin'>;
  /** What links begin with; null = the address that this very page was asked at. */
  publicOrigin: string | null;
};

const shown = 100;

/**
 * Where mails of the default transport are read: `/dev/mail`, and `/dev/mail.json?to=` for programs. Everybody who reaches it reads
 * everybody's mails, links to new passwords included: for demonstrations and development, not to be mounted otherwise.
 */
export function devMail(parts: DevMailParts): Hono {
  const pages = new Hono();

  pages.get('/dev/mail', async (context) => {
    const to = context.req.query('to')?.trim().toLowerCase() || null;
    return page(context, listPage(await keptMails(parts.db, to, shown), to, parts.frame.brand));
  });

  pages.get('/dev/mail.json', async (context) => {
    const to = context.req.query('to')?.trim().toLowerCase() || null;
    const mails = await keptMails(parts.db, to, shown);
    return context.json(
      mails.map((mail) => told(mail, frameOf(context))),
      200,
      { 'cache-control': 'no-store' },
    );
  });

  pages.get('/dev/mail/:id', async (context) => {
    const id = z.uuid().safeParse(context.req.param('id')).data;
    const mail = id === undefined ? undefined : await keptMail(parts.db, id);
    if (!mail) return context.text('There is no such mail.', 404);
    return page(context, mailPage(told(mail, frameOf(context)), parts.frame.brand));
  });

  const frameOf = (context: Context): MailFrame => ({
    ...parts.frame,
    origin: parts.publicOrigin ?? new URL(context.req.url).origin,
  });
  return pages;
}

function told({ id, recipient, locale, letter, sentAt }: KeptMail, frame: MailFrame): ToldMail {
  const { name, address } = senderOf(frame);
  return {
    id,
    from: `${name} <${address}>`,
    to: recipient,
    locale,
    sentAt: sentAt?.toISOString() ?? null,
    ...renderLetter(letter, locale, frame),
  };
}

/** These pages bring their styles with them, and mails have theirs on each element; nothing else is let in. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

function page(context: Context, html: string): Response {
  return context.html(html, 200, {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  });
}
