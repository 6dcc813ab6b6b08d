import { afterAll, describe, expect, it } from 'vitest';
import readXlsx from 'read-excel-file/node';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database, 2);
const other = await aCustomer(portal, database);

/** A CSV file as rows of cells: semicolons, `="…"` for what must stay a text. */
function cells(csv: string): string[][] {
  return csv
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map((row) => row.split(';').map((cell) => cell.replaceAll('"', '').replace(/^=/, '')));
}

describe('the list as a file', () => {
  it('holds exactly what the list shows, in its order, and nothing of anybody else', async () => {
    await customer.numbers([null, null, null], { holder: { firstName: 'Anaïs', lastName: 'Évrard' } });
    await customer.numbers([null], { holder: { firstName: '', lastName: '=HYPERLINK("http://evil")' } });
    await other.numbers([null, null], { holder: { firstName: 'Anaïs', lastName: 'Évrard' } });
    const marie = await customer.person();
    const query = 'search=evrard&sort=msisdn&direction=desc';
    const { lines } = await marie.find(query);

    const answer = await marie.send('get', `/api/fleet/export?${query}&format=csv&locale=fr`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+\.csv"/);
    const [, ...rows] = cells(await answer.text());
    expect(rows).toHaveLength(3);
    lines.forEach(({ iccid }, place) => expect(rows[place]).toContain(iccid));

    const all = await (await marie.send('get', '/api/fleet/export?format=csv')).text();
    expect(all).not.toMatch(/;=HYPERLINK|^=HYPERLINK/m);
    expect(cells(all)).toHaveLength(5);
  });

  it('opens in a spreadsheet with every digit of the SIM, and of a selection holds just that', async () => {
    const ids = await customer.numbers([null, null, null]);
    const marie = await customer.person();
    const answer = await marie.send('post', '/api/fleet/export', {
      selection: { lineIds: ids.slice(0, 2) },
      format: 'xlsx',
      locale: 'de',
    });
    const [{ data: rows } = { data: [] }] = await readXlsx(Buffer.from(await answer.arrayBuffer()));
    expect(rows).toHaveLength(3);
    const { sim } = await marie.line(ids[0] ?? '');
    expect(rows.flat()).toContain(sim.iccid);
  });

  it('may be had by who may only look, never by another customer', async () => {
    const ids = await customer.numbers([null]);
    const viewer = await customer.person({ role: 'viewer' });
    const stranger = await other.person();
    const selection = { selection: { lineIds: ids }, format: 'csv' };
    expect((await viewer.send('post', '/api/fleet/export', selection)).status).toBe(200);
    expect((await stranger.refused('post', '/api/fleet/export', selection)).code).toBe('not-found');
  });
});
