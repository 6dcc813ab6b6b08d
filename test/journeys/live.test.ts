import { afterEach, expect, it } from 'vitest';
import { openDoor } from '../../server/platform/http/door.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut, type Visitor } from './customer.ts';
import { listen } from './event-stream.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
const door = await openDoor({ host: '127.0.0.1', port: 0 });
door.answerWith((request, env) => portal.app.fetch(request, env));
const customer = await aCustomer(portal, database, 2);
const other = await aCustomer(portal, database);

type Page = Awaited<ReturnType<typeof listen>>;
const open: Page[] = [];
afterEach(async () => {
  for (const page of open.splice(0)) await page.close();
});

async function pageOf(person: Visitor): Promise<Page> {
  const page = await listen(`http://127.0.0.1:${door.port}`, person.session?.cookie ?? '');
  open.push(page);
  return page;
}

it('an order moves on every page of the company by itself, rings the bell of who asked, and nobody else hears of it', async () => {
  const [marie, jan] = [await customer.person(), await customer.person({ role: 'viewer', firstName: 'Jan' })];
  const katrien = await other.person();
  const [hers, his, theirs] = [await pageOf(marie), await pageOf(jan), await pageOf(katrien)];
  expect(hers.type).toBe('text/event-stream');
  const [id = ''] = await customer.numbers([null]);

  const order = await marie.order([id], { add: ['roaming'] });
  await hers.hears('order', order.id);
  await his.hears('order', order.id);
  hers.heard.length = 0;
  await carryOut(portal);
  await hers.hears('order', order.id);
  await hers.hears('line', id);
  await hers.hears('notification');
  await his.hears('line', id);
  expect(his.heard.map(({ topic }) => topic)).not.toContain('notification');

  // what is hers comes; what was ours did not come before it
  const [number = ''] = await other.numbers([null]);
  const own = await katrien.order([number], { add: ['roaming'] });
  await theirs.hears('order', own.id);
  const strange = theirs.heard.flatMap(({ ids }) => ids).filter((heard) => ![number, own.id].includes(heard));
  expect(strange).toEqual([]);
  expect(theirs.heard.filter(({ ids }) => ids.length === 0)).toEqual([]);
});

it('the page of who signs out hears nothing more', async () => {
  const marie = await customer.person();
  const page = await pageOf(marie);
  await marie.send('post', '/api/sign-out-everywhere');
  await page.ends();
  expect((await marie.refused('get', '/api/events')).code).toBe('sign-in-needed');
});

it('when the portal stops, open pages do not hold it up', async () => {
  const page = await pageOf(await customer.person());
  await portal.stop(door.close());
  await page.ends();
  await expect(fetch(`http://127.0.0.1:${door.port}/`)).rejects.toThrow('fetch failed');
});
