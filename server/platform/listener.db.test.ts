import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { startListener } from './listener.ts';
import { createLog } from './log.ts';

const { db, url } = await testDatabase();

it('hears many channels asked for at the same moment, one after the other, without a word of complaint from pg', async () => {
  const warnings: string[] = [];
  const warned = (warning: Error) => void warnings.push(warning.message);
  process.on('warning', warned);
  onTestFinished(() => void process.off('warning', warned));
  const listener = await startListener({ url, log: createLog('silent') });
  const channels = ['one', 'two', 'three', 'four'];
  const heard: Promise<string>[] = channels.map(
    (channel) =>
      new Promise((resolve) => listener.on(channel, (payload) => resolve(`${channel} ${payload}`))),
  );
  await listener.ready();
  for (const channel of channels) await sql`SELECT pg_notify(${channel}, 'news')`.execute(db);
  expect(await Promise.all(heard)).toEqual(channels.map((channel) => `${channel} news`));
  expect(warnings).toEqual([]);
  await listener.stop();
});
