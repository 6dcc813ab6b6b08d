import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { startListener } from './listener.ts';
import { peopleAtWork, peopleChannel, peopleTeller } from './people-at-work.ts';

const database = await testDatabase();

test('all processes hear that people are being answered, for a moment, and not more often than they need to', async () => {
  const listener = await startListener({ url: database.url, log: { warn: () => {} } });
  let now = 0;
  let heard = 0;
  const people = peopleAtWork(listener, () => now);
  listener.on(peopleChannel, () => (heard += 1));
  await listener.ready();
  expect(people.areThere()).toBe(false);
  const tell = peopleTeller(database.db, () => now);
  tell();
  tell();
  await expect.poll(() => people.areThere()).toBe(true);
  now = 299;
  expect(people.areThere()).toBe(true);
  now = 300;
  expect(people.areThere(), 'who is not heard of any more has gone').toBe(false);
  tell();
  await expect.poll(() => people.areThere()).toBe(true);
  expect(heard, 'the second of two answers at once tells nothing new').toBe(2);
  await listener.stop();
});

test('where nobody listens there is nobody', () => {
  expect(peopleAtWork(undefined).areThere()).toBe(false);
});
