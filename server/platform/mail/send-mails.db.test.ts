import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { letter, mailOutbox } from '../../../test/mail-outbox.ts';
import { mailServer } from '../../../test/mail-server.ts';
import { inTransaction } from '../call.ts';
import { startListener } from '../listener.ts';
import { forgetOldLetters, queueMail } from './mail.ts';

const database = await testDatabase({ poolSize: 10 });
const { call, clock, log, mails, queue, start, warnings } = mailOutbox(database);

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
    const listener = await startListener({ url: database.url, log });
    start(null, { listener });
    await queue('welcome');
    while ((await mails())[0]?.state !== 'sent') await sleep(20);
    expect(await mails()).toMatchObject([{ attempts: 1, last_error: null }]);
    await listener.stop();
  });
});

describe('sending by SMTP', () => {
  it('hands over subject, HTML, text, sender and an id that stays', async () => {
    const server = await mailServer();
    await queue('a');
    await start(server.url).sendDue();
    const [row] = await mails();
    expect(row).toMatchObject({ state: 'sent', attempts: 1, last_error: null });
    const [mail] = server.taken;
    expect(mail?.messageId).toBe(`<${row?.id}@portal.test>`);
    expect(mail?.subject).toBe('Votre demande n° 100001 est reçue');
    expect(mail?.from?.value).toEqual([{ name: 'Mirabel & Mobile', address: 'no-reply@portal.test' }]);
    expect(mail?.text).toContain('Suivre\nhttps://portal.test/fr/orders/1');
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
    await start(server.url.replace('//', '//portal:s%40fe@')).sendDue();
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
    const sender = start(server.url.replace('//', '//portal:wrong@'));
    await sender.sendDue();
    expect(await mails()).toMatchObject([{ state: 'queued', attempts: 1 }]);
    refusing = false;
    clock.advance(3600_000);
    await sender.sendDue();
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
    await start(server.url).sendDue();
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
    const sender = start(server.url);
    const waits: number[] = [];
    for (let round = 0; round < 2; round++) {
      await sender.sendDue();
      const due = (await mails())[0]?.due_at ?? new Date(0);
      waits.push(due.getTime() - clock.now().getTime());
      clock.set(due);
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? Infinity);
    await sender.sendDue();
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 3 }]);
    expect(server.taken).toHaveLength(1);
  });

  it('forgets a letter that lets somebody in once the server has it, and any letter after three months', async () => {
    const server = await mailServer();
    const order = { organisationId: null, recipient: 'anna@customer.test', locale: 'fr' } as const;
    await queueMail(call, { ...order, dedupeKey: 'reset', letter: { ...letter, secret: true } });
    await queueMail(call, { ...order, dedupeKey: 'told', letter });
    await start(server.url).sendDue();
    expect(server.taken).toHaveLength(2);
    for (const mail of server.taken) expect(mail.text).toContain('https://portal.test/fr/orders/1');
    expect(await keptLetters()).toEqual([{ letter: { blocks: [] } }, { letter: { blocks: letter.blocks } }]);
    const at = (days: number) => new Date(call.now.getTime() + days * 24 * 3600_000);
    const actor = { kind: 'system', name: 'test' } as const;
    await forgetOldLetters.run({ ...call, actor, now: at(89) });
    expect(await keptLetters()).toContainEqual({ letter: { blocks: letter.blocks } });
    await forgetOldLetters.run({ ...call, actor, now: at(91) });
    expect(await keptLetters()).toEqual([{ letter: { blocks: [] } }, { letter: { blocks: [] } }]);
  });

  it('keeps mails when nobody answers at the address', async () => {
    await queue('a');
    await start('smtp://127.0.0.1:1').sendDue();
    expect(await mails()).toMatchObject([{ state: 'queued', attempts: 1 }]);
  });

  it.each([
    ['before the recipient', 'RCPT', 'queued'],
    ['before the text', 'DATA', 'queued'],
    ['after the text, without an answer', '.', 'unclear'],
  ])('knows what a connection that breaks %s means', async (_, breaksAt, state) => {
    const address = await breakingServer(breaksAt);
    await queue('a');
    const sender = start(address);
    await sender.sendDue();
    expect(await mails()).toMatchObject([{ state, attempts: 1 }]);
    clock.advance(7 * 24 * 3600_000);
    await sender.sendDue();
    expect(await mails()).toMatchObject([{ state, attempts: state === 'queued' ? 2 : 1 }]);
  });

  it('sends each mail once with several senders at work', async () => {
    const server = await mailServer();
    for (let at = 0; at < 40; at++) await queue(`m${at}`);
    const senders = [1, 2, 3].map(() => start(server.url));
    await Promise.all(senders.map((one) => one.sendDue()));
    await Promise.all(senders.map((one) => one.stop()));
    expect(new Set(server.taken.map((mail) => mail.messageId)).size).toBe(40);
    expect(server.taken).toHaveLength(40);
  });
});

function keptLetters() {
  return database.db.selectFrom('mail').select('letter').orderBy('dedupe_key').execute();
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
