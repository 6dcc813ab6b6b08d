import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { mailServer } from '../../../test/mail-server.ts';
import { type Call, inTransaction } from '../call.ts';
import { settableClock } from '../clock.ts';
import { newId } from '../id.ts';
import { startListener } from '../listener.ts';
import {
  type Letter,
  type MailSender,
  parseSmtpUrl,
  queueMail,
  smtpTransport,
  startMailSender,
} from './mail.ts';
import type { Transport } from './transport.ts';

const { db, pool, url } = await testDatabase({ poolSize: 10 });
const clock = settableClock(new Date('2022-06-13T13:28:00Z'));
const frame = {
  origin: 'https://portal.test',
  sender: 'no-reply@portal.test',
  brand: { name: 'Mirabel & Mobile', colour: '#0b5e55' },
};
const letter: Letter = {
  subject: 'Votre demande n° 100001 est reçue',
  blocks: [
    { kind: 'paragraph', text: 'Bonjour Zoë' },
    { kind: 'button', label: 'Suivre', href: '/fr/orders/1' },
  ],
};
const warnings: { fields: object; message: string }[] = [];
const log = {
  warn: (fields: object, message: string) => void warnings.push({ fields, message }),
  error: (fields: object, message: string) => void warnings.push({ fields, message }),
};

let sender: MailSender | undefined;
let children: ChildProcess[] = [];
beforeEach(async () => {
  await db.deleteFrom('mail').execute();
  warnings.length = 0;
});
afterEach(async () => {
  await sender?.stop();
  sender = undefined;
  for (const child of children) child.kill('SIGKILL');
  children = [];
});

function start(
  transport: Transport | null,
  more: Partial<Parameters<typeof startMailSender>[0]> = {},
): MailSender {
  sender = startMailSender({ db, clock, log, frame, transport, ...more });
  return sender;
}

function smtp(address: string): Transport {
  return smtpTransport(parseSmtpUrl(address));
}

const call: Call = {
  db,
  actor: { kind: 'system', name: 'test' },
  now: clock.now(),
  requestId: newId(),
  ip: null,
};

async function queue(key: string, recipient = 'anna@customer.test'): Promise<void> {
  await queueMail(call, { dedupeKey: key, organisationId: null, recipient, locale: 'fr', letter });
}

function mails() {
  return db
    .selectFrom('mail')
    .select(['id', 'dedupe_key', 'recipient', 'state', 'attempts', 'due_at', 'last_error'])
    .orderBy('dedupe_key')
    .execute();
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await sleep(20);
}

describe('the outbox', () => {
  it('tells an event once, however often it is told to', async () => {
    await queue('order-confirmed:1');
    await queue('order-confirmed:1');
    expect(await mails()).toHaveLength(1);
  });

  it('has no mail of what did not happen', async () => {
    const failed = inTransaction(call, async (inside) => {
      await queueMail(inside, {
        dedupeKey: 'never',
        organisationId: null,
        recipient: 'a@b.test',
        locale: 'en',
        letter,
      });
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await mails()).toEqual([]);
  });

  it('delivers by itself when no mail server is configured, as soon as the transaction commits', async () => {
    const listener = await startListener({ url, log });
    start(null, { listener });
    await queue('welcome');
    await until(async () => (await mails())[0]?.state === 'sent');
    expect(await mails()).toMatchObject([{ attempts: 1, last_error: null }]);
    await listener.stop();
  });
});

describe('sending by SMTP', () => {
  it('hands over subject, HTML, text, sender and an id that stays', async () => {
    const server = await mailServer();
    await queue('a');
    await start(smtp(server.url)).sendDue();
    const [row] = await mails();
    expect(row).toMatchObject({ state: 'sent', attempts: 1, last_error: null });
    const [mail] = server.taken;
    expect(mail?.messageId).toBe(`<${row?.id}@portal.test>`);
    expect(mail?.subject).toBe('Votre demande n° 100001 est reçue');
    expect(mail?.from?.value).toEqual([{ name: 'Mirabel & Mobile', address: 'no-reply@portal.test' }]);
    expect(mail?.text).toContain('Suivre:\nhttps://portal.test/fr/orders/1');
    expect(mail?.html).toContain('href="https://portal.test/fr/orders/1"');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('signs in to the server when SMTP_URL says so', async () => {
    const users: string[] = [];
    const server = await mailServer({
      onAuth(auth, _session, callback) {
        users.push(`${auth.username}:${auth.password}`);
        callback(null, { user: auth.username ?? '' });
      },
    });
    await queue('a');
    await start(smtp(server.url.replace('//', '//portal:s%40fe@'))).sendDue();
    expect(users).toEqual(['portal:s@fe']);
    expect(server.taken).toHaveLength(1);
  });

  it('keeps mails for later when the server refuses our account, and sends them once it takes it', async () => {
    let refusing = true;
    const server = await mailServer({
      onAuth(auth, _session, callback) {
        if (refusing) callback(new Error('no such user'));
        else callback(null, { user: auth.username ?? '' });
      },
    });
    await queue('a');
    const transport = smtp(server.url.replace('//', '//portal:wrong@'));
    await start(transport).sendDue();
    expect(await mails()).toMatchObject([{ state: 'queued', attempts: 1 }]);
    refusing = false;
    clock.advance(3600_000);
    await sender?.sendDue();
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(server.taken).toHaveLength(1);
  });

  it('fails a mail whose recipient does not exist, and sends the others', async () => {
    const server = await mailServer({
      onRcptTo(address, _session, callback) {
        const unknown = address.address.startsWith('nobody');
        callback(unknown ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined);
      },
    });
    await queue('a', 'nobody@customer.test');
    await queue('b');
    await start(smtp(server.url)).sendDue();
    expect(await mails()).toMatchObject([{ state: 'failed' }, { state: 'sent' }]);
    expect(warnings.map((warning) => warning.message)).toEqual(['a mail was refused for good']);
    expect(JSON.stringify(warnings)).not.toContain('nobody@customer.test');
  });

  it('tries again later when the server has no time, waiting longer each time', async () => {
    let busy = 2;
    const server = await mailServer({
      onRcptTo(_address, _session, callback) {
        callback(busy-- > 0 ? Object.assign(new Error('try later'), { responseCode: 451 }) : undefined);
      },
    });
    await queue('a');
    start(smtp(server.url));
    const waits: number[] = [];
    for (let round = 0; round < 2; round++) {
      await sender?.sendDue();
      const due = (await mails())[0]?.due_at ?? new Date(0);
      waits.push(due.getTime() - clock.now().getTime());
      clock.set(due);
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? Infinity);
    await sender?.sendDue();
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 3 }]);
    expect(server.taken).toHaveLength(1);
  });

  it('keeps mails when nobody answers at the address', async () => {
    await queue('a');
    await start(smtp('smtp://127.0.0.1:1')).sendDue();
    expect(await mails()).toMatchObject([{ state: 'queued', attempts: 1 }]);
  });

  it.each([
    ['before the recipient', 'RCPT', 'queued'],
    ['before the text', 'DATA', 'queued'],
    ['after the text, without an answer', '.', 'unclear'],
  ])('knows what a connection that breaks %s means', async (_, breaksAt, state) => {
    const address = await breakingServer(breaksAt);
    await queue('a');
    await start(smtp(address)).sendDue();
    expect(await mails()).toMatchObject([{ state, attempts: 1 }]);
    clock.advance(7 * 24 * 3600_000);
    await sender?.sendDue();
    expect(await mails()).toMatchObject([{ state, attempts: state === 'queued' ? 2 : 1 }]);
  });

  it('sends each mail once with several senders at work', async () => {
    const server = await mailServer();
    for (let at = 0; at < 40; at++) await queue(`m${at}`);
    const transport = smtp(server.url);
    const senders = [1, 2, 3].map(() => startMailSender({ db, clock, log, frame, transport }));
    await Promise.all(senders.map((one) => one.sendDue()));
    await Promise.all(senders.map((one) => one.stop()));
    expect(new Set(server.taken.map((mail) => mail.messageId)).size).toBe(40);
    expect(server.taken).toHaveLength(40);
  });
});

describe('a sender that is killed', () => {
  it('between the answer of the server and writing it down has not the mail sent a second time', async () => {
    const lock = await pool.connect();
    const server = await mailServer({
      // Holds the row, so that the sender gets the answer and cannot write it down.
      beforeAnswer: async () => {
        await lock.query('BEGIN');
        await lock.query('SELECT 1 FROM mail FOR UPDATE');
      },
    });
    await queue('a');
    const child = sendInAnotherProcess(server.url);
    await until(async () => {
      const waiting = await sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'killed-sender' AND wait_event_type = 'Lock'`.execute(db);
      return waiting.rows.length > 0;
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    // PostgreSQL would still carry out the statement of a process that is gone, but not of a machine that is.
    await sql`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'killed-sender'`.execute(db);
    await lock.query('ROLLBACK');
    lock.release();
    await sendAgainMuchLater(server);
    expect(await mails()).toMatchObject([{ state: 'unclear', attempts: 1 }]);
    expect(server.taken).toHaveLength(1);
  });

  it('while the server has the text but has not answered, has not the mail sent a second time', async () => {
    let holding: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      holding = resolve;
    });
    const server = await mailServer({
      beforeAnswer: async () => {
        holding?.();
        await sleep(200);
      },
    });
    await queue('a');
    const child = sendInAnotherProcess(server.url);
    await held;
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until(() => server.taken.length === 1);
    await sendAgainMuchLater(server);
    expect(await mails()).toMatchObject([{ state: 'unclear', attempts: 1 }]);
    expect(server.taken).toHaveLength(1);
  });
});

/** A second sender leaves the mail alone while the first may live, then says that it is unclear, and never sends it. */
async function sendAgainMuchLater(server: { url: string }): Promise<void> {
  const lost: number[] = [];
  start(smtp(server.url), { onOutcome: (kind, count) => void (kind === 'lost' && lost.push(count)) });
  await sender?.sendDue();
  expect(await mails()).toMatchObject([{ state: 'sending', attempts: 1 }]);
  await sql`UPDATE mail SET lease_until = clock_timestamp() - interval '1 second'`.execute(db);
  await sender?.sendDue();
  expect(await mails()).toMatchObject([{ state: 'unclear', attempts: 1 }]);
  expect(lost).toEqual([1]);
  clock.advance(7 * 24 * 3600_000);
  await sender?.sendDue();
}

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

function sendInAnotherProcess(smtpUrl: string): ChildProcess {
  const program = `
    import { openDatabase } from ${here('../database/database.ts')};
    import { parseSmtpUrl, smtpTransport, startMailSender } from ${here('./mail.ts')};
    const { db } = await openDatabase(${JSON.stringify(url)}, { poolSize: 5, applicationName: 'killed-sender' });
    startMailSender({
      db,
      clock: { now: () => new Date(${clock.now().getTime()}) },
      log: { warn() {}, error: console.error },
      frame: ${JSON.stringify(frame)},
      transport: smtpTransport(parseSmtpUrl(${JSON.stringify(smtpUrl)})),
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  children.push(child);
  return child;
}

/** Speaks just enough SMTP, and breaks the connection at the given line. */
async function breakingServer(breaksAt: string): Promise<string> {
  const server = createServer((socket: Socket) => {
    let inText = false;
    socket.on('error', () => {});
    socket.write('220 test\r\n');
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').slice(0, -1)) {
        if (inText ? line === breaksAt : line.startsWith(breaksAt)) {
          socket.destroy();
          return;
        }
        if (!inText) socket.write(line.startsWith('DATA') ? '354 go on\r\n' : '250 fine\r\n');
        if (line.startsWith('DATA')) inText = true;
      }
    });
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
