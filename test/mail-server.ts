import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';

export type MailServer = {
  url: string;
  /** The mails it has taken, in the order it took them. */
  taken: ParsedMail[];
};

/**
 * A real SMTP server on a port of its own, stopped when the tests of the file are done. `beforeAnswer` runs when it holds the
 * whole mail and has not said so yet; what it throws is its answer.
 */
export async function mailServer(
  options: SMTPServerOptions & { beforeAnswer?(mail: ParsedMail): Promise<void> } = {},
): Promise<MailServer> {
  const taken: ParsedMail[] = [];
  const take = async (stream: Readable): Promise<void> => {
    const mail = await simpleParser(stream);
    await options.beforeAnswer?.(mail);
    taken.push(mail);
  };
  const server = new SMTPServer({
    disabledCommands: options.onAuth ? [] : ['AUTH'],
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    logger: false,
    onData(stream, _session, callback) {
      callbackify(take)(stream, callback);
    },
    ...options,
  });
  server.on('error', () => {}); // a client that is killed resets its connection
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken };
}
