import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { frame } from '../../../test/mail-frame.ts';
import { mailOutbox } from '../../../test/mail-outbox.ts';
import { mailServer } from '../../../test/mail-server.ts';

const database = await testDatabase({ poolSize: 10 });
const { db, pool } = database;
const { clock, mails, queue, start } = mailOutbox(database);

let children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
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
    while (!(await isWaitingForLock())) await sleep(20);
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
    while (server.taken.length === 0) await sleep(20);
    await sendAgainMuchLater(server);
    expect(await mails()).toMatchObject([{ state: 'unclear', attempts: 1 }]);
    expect(server.taken).toHaveLength(1);
  });
});

/** A second sender leaves the mail alone while the first may live, then says that it is unclear, and never sends it. */
async function sendAgainMuchLater(server: { url: string }): Promise<void> {
  const lost: number[] = [];
  const sender = start(server.url, {
    onOutcome: (kind, count) => void (kind === 'lost' && lost.push(count)),
  });
  await sender.sendDue();
  expect(await mails()).toMatchObject([{ state: 'sending', attempts: 1 }]);
  await sql`UPDATE mail SET lease_until = clock_timestamp() - interval '1 second'`.execute(db);
  await sender.sendDue();
  expect(await mails()).toMatchObject([{ state: 'unclear', attempts: 1 }]);
  expect(lost).toEqual([1]);
  clock.advance(7 * 24 * 3600_000);
  await sender.sendDue();
}

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

function sendInAnotherProcess(smtpUrl: string): ChildProcess {
  const program = `
    import { openDatabase } from ${here('../database/database.ts')};
    import { parseSmtpUrl, smtpTransport, startMailSender } from ${here('./mail.ts')};
    const { db } = await openDatabase(${JSON.stringify(database.url)}, { poolSize: 5, applicationName: 'killed-sender' });
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

async function isWaitingForLock(): Promise<boolean> {
  const waiting = await sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND application_name = 'killed-sender' AND wait_event_type = 'Lock'`.execute(db);
  return waiting.rows.length > 0;
}
