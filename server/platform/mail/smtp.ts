import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { StartFailure } from '../start-failure.ts';
import type { Message, Outcome, Transport } from './transport.ts';

/** The parts of an SMTP_URL: `smtps://user:password@host:465`, `smtp://host:587`. */
export type SmtpServer = { host: string; port: number; secure: boolean; user?: string; password?: string };

/** Reads SMTP_URL; throws a StartFailure with one sentence that never shows the password. */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new StartFailure(
      'SMTP_URL is not an address of a mail server: it must look like smtps://user:password@host:465 or smtp://host:587.',
    );
  }
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  };
}

/**
 * Sends by SMTP (RFC 5321), one session a mail: a session has one mail's fate and no other. Written on nodemailer's connection
 * rather than on its transport, because what became of a mail is known only by whether its text was asked for.
 */
export function smtpTransport(server: SmtpServer): Transport {
  return async (message) => {
    const { Connection, Composer } = await nodemailer();
    const mime = await new Composer(mimeOf(message)).compile().build();
    const { port, host, secure } = server;
    const connection = new Connection({
      host,
      port,
      secure,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      dnsTimeout: 10_000,
    });
    let textAsked = false;
    const text = new Readable({
      read() {
        textAsked = true;
        this.push(mime);
        this.push(null);
      },
    });
    try {
      await session(connection, server, { from: message.from.address, to: [message.to] }, text);
      return { kind: 'accepted' };
    } catch (error) {
      return outcomeOf(error, textAsked);
    } finally {
      connection.close();
    }
  };
}

/** Rejects with nodemailer's error at whichever step it happens; an error of the connection may come at any. */
function session(
  connection: SMTPConnection,
  { user, password }: SmtpServer,
  envelope: { from: string; to: string[] },
  text: Readable,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const send = (): void => connection.send(envelope, text, (error) => (error ? reject(error) : resolve()));
    connection.once('error', reject);
    connection.once('end', () => reject(new Error('The server ended the connection.')));
    connection.connect((error) => {
      if (error) reject(error);
      else if (user === undefined) send();
      else {
        connection.login({ credentials: { user, pass: password ?? '' } }, (refused) =>
          refused ? reject(refused) : send(),
        );
      }
    });
  });
}

/** What an error says about the mail. Without an answer of the server, only a text never asked for is surely not sent. */
function outcomeOf(error: unknown, textAsked: boolean): Outcome {
  const { message, responseCode, command } = error as {
    message: string;
    responseCode?: number;
    command?: string;
  };
  const reason = message.slice(0, 500);
  const concernsMail = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
  // RFC 4954 §6: 530, 535 and their like refuse our account, not this mail; it can go once that is repaired.
  const concernsUs =
    responseCode === 530 || responseCode === 534 || responseCode === 535 || responseCode === 538;
  if (responseCode !== undefined && responseCode >= 400) {
    if (responseCode >= 500 && concernsMail && !concernsUs) return { kind: 'refused', reason };
    return { kind: 'later', reason, unreachable: !concernsMail || concernsUs };
  }
  return textAsked ? { kind: 'unclear', reason } : { kind: 'later', reason, unreachable: true };
}

/** The mail as it travels (RFC 5322, MIME). */
function mimeOf(message: Message) {
  const { id, from, to, subject, html, text, date, locale } = message;
  return {
    messageId: `<${id}@${from.address.split('@').at(-1)}>`,
    from,
    to: { name: '', address: to },
    subject,
    html,
    text,
    date,
    headers: {
      'Content-Language': locale,
      // RFC 3834 §5: nobody's holiday answer should come back to it.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  };
}

/** Loaded with the first mail: 20 MB that a portal without a mail server does not need. */
async function nodemailer() {
  const [connection, composer] = await Promise.all([
    import('nodemailer/lib/smtp-connection'),
    import('nodemailer/lib/mail-composer'),
  ]);
  return { Connection: connection.default, Composer: composer.default };
}
