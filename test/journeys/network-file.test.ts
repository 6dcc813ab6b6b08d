import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const folder = mkdtempSync(join(tmpdir(), 'flottille-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

function networkFile(text: string): { NETWORK_FILE: string } {
  const file = join(folder, 'network.yaml');
  writeFileSync(file, text);
  return { NETWORK_FILE: file };
}

it('what is ordered goes to the element that the network file chooses for each line, and stays there when it is sent again', async () => {
  const file = networkFile(`elements:
  - { name: north, kind: simulator }
  - { name: south, kind: simulator }
rules:
  - { element: south, plan: shape-traveller }
default: north
`);
  const portal = await testPortal(database, now, file);
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const [plus = '', failing = ''] = await customer.numbers([null, '0002']);
  const [traveller = ''] = await customer.numbers([null], { planCode: 'shape-traveller' });

  const quote = await marie.quote([plus, failing, traveller], { add: ['hide-number'] });
  const { order } = await marie.submit(quote.id);
  await carryOut(portal);
  expect(await marie.orderNow(order.id)).toMatchObject({ completedCount: 2, failedCount: 1 });
  const elements = async () => {
    const { rows } = await sql<{ lineId: string; element: string }>`
      SELECT line_id AS "lineId", element FROM order_item WHERE order_id = ${order.id}`.execute(database.db);
    return Object.fromEntries(rows.map(({ lineId, element }) => [lineId, element]));
  };
  const chosen = { [plus]: 'north', [failing]: 'north', [traveller]: 'south' };
  expect(await elements()).toEqual(chosen);
  expect((await marie.line(traveller)).optionCodes).toContain('hide-number');
  await portal.stop();

  // Another file since: what is sent again goes where it went first.
  const other = await testPortal(
    database,
    now,
    networkFile(
      'elements: [{ name: north, kind: simulator }, { name: west, kind: simulator }]\ndefault: west\n',
    ),
  );
  const sentAgain = await other.send(marie.session, {
    method: 'post',
    path: `/api/orders/${order.id}/retry`,
  });
  expect(sentAgain.status).toBe(200);
  expect(await elements()).toEqual(chosen);
  await other.stop();
});

it('a catalogue that a configured element cannot carry out stops the start, and no version of it is stored', async () => {
  await sql`TRUNCATE catalogue_version CASCADE`.execute(database.db);
  const file = networkFile(`elements:
  - name: hlr
    kind: osmo-hlr
    address: 127.0.0.2
    services: { data-barred: { on: ps-enabled=0, off: ps-enabled=1 } }
default: hlr
`);
  await expect(testPortal(database, now, file)).rejects.toThrow(
    /network\.yaml:2: element hlr cannot carry out option roaming: it does not say what the service roaming means there/,
  );
  expect((await sql`SELECT FROM catalogue_version`.execute(database.db)).rows).toEqual([]);
});
