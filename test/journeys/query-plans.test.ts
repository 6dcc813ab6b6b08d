import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyCatalogue } from '../../server/catalogue/catalogue.ts';
import { demoPassword } from '../../server/demo/demo-companies.ts';
import { refreshStatistics, seedWorld, worldManagers } from '../../server/demo/demo.ts';
import { writeAll } from '../exports.ts';
import { turnAssignments } from '../../server/holders/holders.ts';
import { checkImports } from '../../server/imports/check-rows.ts';
import { newId } from '../../server/platform/id.ts';
import { createAccount } from '../../server/sign-in/sign-in.ts';
import { captureQueries, type CapturedQuery, planOf } from '../captured-queries.ts';
import { testDatabase } from '../database.ts';
import { now, systemCall } from '../fleet.ts';
import { type Session, testPortal } from '../portal.ts';
import { readSome } from './read-answer.ts';

/*
 * Asks every reading route of the OpenAPI document in every way it can be filtered and sorted, and orders and carries out a change of a whole
 * fleet, in a database of many companies; then has PostgreSQL explain each query that was really sent. None may read through a table
 * that grows with lines or items. A route or parameter without a sample fails the test, so that nobody adds one and forgets this.
 */

const lines = 24_000;
/** Tables of which an operator has millions of rows. Reading one through takes the longer the more customers there are. */
const grown = [
  'line',
  'line_state',
  'line_option',
  'sim',
  'order_item',
  'holder',
  'line_holder',
  'line_cost_centre',
];

const database = await testDatabase({ poolSize: 10 });
const { db, pool, url } = database;
const captured = captureQueries(pool);
const call = systemCall(db);
await applyCatalogue(call, new URL('../../catalogue', import.meta.url).pathname);
await seedWorld({ database, url }, call, { lines, companies: 40, seed: 1, pattern: 300 }, () => {});
await refreshStatistics(call);
const sample = await samplesOf(worldManagers.largest);
const portal = await testPortal(database, now, { SIMULATOR_LATENCY_MS: '0', MIXED_SELECTION: '1' });
afterAll(() => portal.stop());
const manager = await portal.signIn(worldManagers.largest, demoPassword);
const limited = await someoneElse('manager', sample.organisationId, [sample.accountId]);
const staff = await someoneElse('staff', null);
captured.queries.length = 0;

describe('no query reads through the lines or items of all companies', () => {
  beforeAll(changeWholeFleet);

  it.each([
    ['a manager of all customer numbers', () => manager],
    ['a colleague who is limited to one', () => limited],
    ['the operator’s staff', () => staff],
  ])('when %s looks at anything', async (who, session) => {
    const answered: Record<string, number> = {};
    for (const path of await readings(who === 'the operator’s staff')) {
      captured.asking(`${path} for ${who}`);
      // Some routes may be asked so often a minute only.
      portal.clock.advance(2_100);
      const answer = await portal.send(session(), { method: 'get', path });
      await readSome(answer);
      if (answer.status !== 200) answered[path] = answer.status;
    }
    // What the limited colleague may not see he does not get; it is asked for all the same.
    expect(Object.entries(answered).filter(([, status]) => status !== 404)).toEqual([]);
    expect(await readThrough()).toEqual([]);
  });

  it('when a whole fleet is changed', async () => {
    expect(changed.length).toBeGreaterThan(100);
    captured.queries.push(...changed);
    expect(await readThrough()).toEqual([]);
  });

  it('or this would see it', async () => {
    captured.asking('the test');
    await sql`SELECT count(*) FROM line WHERE status_reason = 'lost'`.execute(db);
    expect(await readThrough()).toEqual([expect.stringContaining('line by the test')]);
  });
});

let changed: CapturedQuery[] = [];

/** Quotes, orders, pauses, resumes and cancels a change of all numbers that fit a filter; carries out and undoes one of a few. */
async function changeWholeFleet(): Promise<void> {
  const filter = { kind: ['shape'], status: ['active'] };
  const selection = { filter, except: [sample.lineId] };
  const change = { add: [{ code: 'spam-filter' }], remove: [] };
  await ask('post', '/api/options/states', { selection });
  await ask('post', '/api/fleet/export', { selection, format: 'csv', locale: 'fr' });
  await ask('post', '/api/exports', { id: sample.exportId, selection, format: 'csv' });
  captured.asking('an export in the background');
  await writeAll(db);
  await assignMany();
  const orderId = await order('/api/quotes', { selection, change });
  await ask('post', `/api/orders/${orderId}/pause`);
  await ask('post', `/api/orders/${orderId}/resume`);
  await ask('post', `/api/orders/${orderId}/cancel`);
  await portal.provisioning?.drain();
  const few = await order('/api/quotes', { selection: { lineIds: sample.lineIds }, change });
  await portal.provisioning?.drain();
  await ask('post', `/api/orders/${await order(`/api/orders/${few}/undo`)}/cancel`);
  const mixed = { filter: {}, except: [sample.lineId] };
  await ask('post', '/api/options/states', { selection: mixed });
  await ask('post', `/api/orders/${await order('/api/quotes', { selection: mixed, change })}/cancel`);
  await importWholeFleet();
  sample.quoteId = (await ask('post', '/api/quotes', { selection, change })).id;
  sample.listId = (
    await ask('post', '/api/fleet/lists', { id: newId(), text: sample.numbers.join('\n') })
  ).id;
  changed = captured.queries.splice(0);
}

/**
 * Gives numbers that fit a filter another cost centre, names a user anew, and lets begin what is due. Not the whole fleet: the 2,000 lines of one
 * call are so large a part of these few that reading through them would be right.
 */
async function assignMany(): Promise<void> {
  const selection = { filter: { costCentre: ['6000'] } };
  const { id: costCentre } = await ask('post', '/api/cost-centres', { code: 'NEW' });
  const { id: holder } = await ask('post', '/api/holders', { lastName: 'Neuf' });
  const from = '2026-06-14';
  for (const wanted of [
    { kind: 'cost-centre', targetId: costCentre, selection },
    { kind: 'holder', targetId: holder, selection: { lineIds: sample.lineIds } },
  ])
    await ask('post', '/api/fleet/assignments', { ...wanted, from });
  await ask('post', '/api/fleet/assignments/on-day', { selection, on: from });
  await ask('post', '/api/fleet/assignments/end', { kind: 'cost-centre', on: from, selection });
  await ask('put', `/api/holders/${holder}`, { lastName: 'Nouveau' });
  captured.asking('midnight');
  await turnAssignments(systemCall(db));
}

/** Sends a file with every number for each thing a file can be about, has it checked and carried out. */
async function importWholeFleet(): Promise<void> {
  captured.asking('an import');
  const { rows } = await sql<{ msisdn: string; iccid: string }>`
    SELECT msisdn, iccid FROM line WHERE organisation_id = ${sample.organisationId}`.execute(db);
  const wishes = {
    'last name;personnel number': (place: number) => `Importé;I-${place}`,
    'cost centre': (place: number) => (place % 9 ? 'SHARED' : `UNKNOWN-${place}`),
    add: () => 'hide-number',
  };
  for (const [header, wishOf] of Object.entries(wishes)) {
    const cells = rows.map(({ msisdn, iccid }, place) => `${place % 2 ? msisdn : iccid};${wishOf(place)}`);
    const answer = await portal.send(manager, {
      method: 'post',
      path: '/api/imports?name=numbers.csv',
      file: [`number;${header}`, '0470;x', ...cells].join('\n'),
    });
    sample.importId = ((await answer.json()) as { id: string }).id;
    if (header === 'cost centre')
      await ask('patch', `/api/imports/${sample.importId}`, { addsUnknown: true });
    await ask('post', `/api/imports/${sample.importId}/check`);
    while (await checkImports(systemCall(db)));
    await ask('get', `/api/imports/${sample.importId}`);
    await ask('put', `/api/imports/${sample.importId}/rows/${sample.row}`, { fields: { number: '0471' } });
    await ask('post', `/api/imports/${sample.importId}/submit`, {});
    while (await checkImports(systemCall(db)));
  }
}

async function order(path: string, body?: object): Promise<string> {
  const { id: quoteId } = await ask('post', path, body);
  return (await ask('post', '/api/orders', { quoteId })).id;
}

/** Tables that a captured query reads through, with who asked; each query is looked at once. */
async function readThrough(): Promise<string[]> {
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const query of captured.queries.splice(0)) {
    const key = JSON.stringify([query.text, query.values]);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const node of (await planOf(pool, query)) ?? []) {
      const table = node['Relation Name'] ?? '';
      if (node['Node Type'] === 'Seq Scan' && grown.includes(table))
        found.add(`${table} by ${query.askedBy}: ${query.text}`);
    }
  }
  captured.queries.length = 0;
  return [...found];
}

async function samplesOf(email: string) {
  const { rows } = await sql<
    Record<'organisationId' | 'lineId' | 'orderId' | 'quoteId' | 'accountId' | 'account' | 'holderId', string>
  >`
    SELECT line.organisation_id AS "organisationId", line.id AS "lineId", item.order_id AS "orderId", item.order_id AS "quoteId",
      line.billing_account_id AS "accountId", line.billing_account_number AS account, line_holder.target_id AS "holderId"
    FROM person JOIN line USING (organisation_id) JOIN order_item AS item ON item.line_id = line.id
      JOIN line_holder ON line_holder.line_id = line.id AND line_holder.phase = 'current'
    WHERE person.email = ${email} ORDER BY item.position DESC, line.id LIMIT 1`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`${email} has no lines with a history`);
  const free = await sql<{ id: string }>`
    SELECT id FROM line WHERE organisation_id = ${row.organisationId} AND status = 'active' AND subscription_kind = 'shape'
      AND NOT EXISTS (SELECT FROM line_option WHERE line_id = line.id AND option_code = 'spam-filter' AND ended_at IS NULL)
    ORDER BY iccid LIMIT 60`.execute(db);
  const numbers = await sql<{ msisdn: string }>`
    SELECT msisdn FROM line WHERE organisation_id = ${row.organisationId} ORDER BY iccid LIMIT 1000`.execute(
    db,
  );
  return {
    ...row,
    importId: '',
    // of each file the first one below its header is bad
    row: '2',
    exportId: newId(),
    listId: '',
    numbers: numbers.rows.map(({ msisdn }) => msisdn),
    lineIds: free.rows.map(({ id }) => id),
  };
}

async function someoneElse(
  role: 'manager' | 'staff',
  organisationId: string | null,
  billingAccountIds?: string[],
): Promise<Session> {
  const email = `${newId()}@example.test`;
  const person = { firstName: 'Marie', lastName: 'Dupont', locale: 'fr', password: demoPassword } as const;
  await createAccount(call, {
    ...person,
    role,
    email,
    organisationId,
    ...(billingAccountIds ? { billingAccountIds } : {}),
  });
  return portal.signIn(email, demoPassword);
}

async function ask(method: string, path: string, body?: object): Promise<{ id: string }> {
  captured.asking(`${method} ${path}`);
  const headers = { 'idempotency-key': newId() };
  const answer = await portal.send(manager, { method, path, headers, ...(body ? { body } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text.startsWith('{') ? (JSON.parse(text) as { id: string }) : { id: '' };
}

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: z.object({ enum: z.array(z.string()).optional() }).loose(),
});
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ 'x-who': z.string(), parameters: z.array(parameterSchema).default([]) })),
  ),
});

/** Every reading route that these people may ask, plainly and with each value of each of its parameters. */
async function readings(forStaff: boolean): Promise<string[]> {
  const answer = await portal.send(null, { method: 'get', path: '/api/openapi.json' });
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get || path === '/api/events') return [];
    if (get['x-who'] !== 'signed-in' && (get['x-who'] === 'staff') !== forStaff) return [];
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const id = Object.entries(sample).find(([key]) => key === name)?.[1];
      if (typeof id !== 'string') throw new Error(`${path}: tell this test a ${name}`);
      return id;
    });
    const query = get.parameters.filter((parameter) => parameter.in === 'query');
    const needed = query
      .filter(({ required }) => required)
      .map((each): Asked => [each.name, valuesOf(each)[0] ?? '']);
    const single = query.flatMap((each) => valuesOf(each).map((value): Asked[] => [[each.name, value]]));
    const ways: Asked[][] = [[], ...single];
    const orders = query.find(({ name }) => name === 'sort');
    const hasPages = query.some(({ name }) => name === 'page');
    const both = orders && hasPages ? sorted(valuesOf(orders)) : [];
    return [...ways, ...both].map(
      (way) => `${filled}?${new URLSearchParams(Object.fromEntries([...needed, ...way])).toString()}`,
    );
  });
}

type Asked = [parameter: string, value: string];

/** Each order of a list, both ways, of its first and a late page, and of what is filtered or searched. */
function sorted(orders: string[]): Asked[][] {
  const besides: Asked[][] = [
    [],
    [['page', '45']],
    [['search', 'dupont']],
    [['account', sample.account]],
    [['option', 'roaming']],
    [['list', sample.listId]],
    [['costCentre', '2100']],
  ];
  return orders.flatMap((order) =>
    ['asc', 'desc'].flatMap((direction) =>
      besides.map((beside): Asked[] => [['sort', order], ['direction', direction], ...beside]),
    ),
  );
}

function valuesOf({ name, schema }: z.output<typeof parameterSchema>): string[] {
  const values = schema.enum ?? samples()[name];
  if (!values) throw new Error(`tell this test values of the query ${name}`);
  return values;
}

function samples(): Record<string, string[]> {
  return {
    search: ['an', '0', '0460 12', 'dupont marie', 'du ma', 'zzzz', 'shape', '+32 46'],
    plan: ['shape-plus', 'no-such-plan'],
    status: ['active', 'suspended', 'pending', 'ceased'],
    option: ['roaming', 'fixed-ip', 'no-such-option'],
    account: [sample.account],
    product: ['voice', 'data'],
    kind: ['shape'],
    list: [sample.listId],
    activatedFrom: ['2026-06-01', '1999-01-01'],
    activatedTo: ['2020-01-01'],
    suspendedFrom: ['2026-06-01'],
    suspendedTo: ['2026-06-01'],
    optionEndsFrom: ['2026-06-01'],
    optionEndsTo: ['2026-07-01'],
    suspendedOver: ['1', '90'],
    optionEndsIn: ['7'],
    underWay: ['yes'],
    by: ['plan', 'account', 'costCentre'],
    columns: ['msisdn'],
    costCentre: ['2100', '', 'no-such-code'],
    holder: ['none', sample.holderId],
    page: ['2', '47', '1000'],
    size: ['200'],
    from: ['2026-01-01'],
    to: ['2027-12-31'],
    state: ['completed', 'failed', 'planned'],
    cause: ['network-refused'],
    key: ['number-unknown'],
    code: ['network-refused'],
    element: ['simulator'],
    organisationId: [sample.organisationId],
  };
}
