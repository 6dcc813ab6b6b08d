import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { type Sent, type Session, testPortal } from '../portal.ts';
import { isolationWorld, type Ours } from './isolation-world.ts';
import { readSome, readUntil } from './read-answer.ts';

/*
 * Walks every route of the OpenAPI document with what is ours, as everybody who must not reach it. A route that is not
 * described here is walked too: a path parameter, body or required query without a sample fails the test, so that nobody
 * adds a route and forgets this.
 */

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const { ours, manager, viewer, limited, other, staff } = await isolationWorld(portal, database);

type Operation = {
  name: string;
  method: string;
  path: string;
  who: string;
  parameters: { name: string; in: string; required: boolean }[];
  hasBody: boolean;
};
const operations = await described();

type IdOfOurs = Exclude<keyof Ours, 'secrets'>;

/** Ids of ours by the name of the path parameter. */
const params: Record<string, IdOfOurs> = {
  lineId: 'lineId',
  quoteId: 'quoteId',
  orderId: 'orderId',
  importId: 'importId',
  row: 'badRow',
  exportId: 'exportId',
  viewId: 'viewId',
  scheduleId: 'scheduleId',
  listId: 'listId',
  kind: 'holderKind',
  assignmentId: 'assignmentId',
  holderId: 'holderId',
  costCentreId: 'costCentreId',
};
/** Where one route needs another one of ours for its owner to get through. */
const paramsOf: Record<string, Partial<Record<string, IdOfOurs>>> = {
  'post /api/orders/{orderId}/pause': { orderId: 'waitingOrderId' },
  'post /api/orders/{orderId}/resume': { orderId: 'waitingOrderId' },
  'post /api/orders/{orderId}/move': { orderId: 'plannedOrderId' },
  'post /api/orders/{orderId}/leave-out': { orderId: 'plannedOrderId' },
  'post /api/orders/{orderId}/cancel': { orderId: 'waitingOrderId' },
  'post /api/imports/{importId}/submit': { importId: 'checkedImportId' },
  'get /api/imports/{importId}/rows/{row}': { importId: 'faultyImportId' },
  'put /api/imports/{importId}/rows/{row}': { importId: 'faultyImportId' },
  'delete /api/imports/{importId}': { importId: 'removedImportId' },
  'delete /api/exports/{exportId}': { exportId: 'removedExportId' },
  'delete /api/schedules/{scheduleId}': { scheduleId: 'removedScheduleId' },
  'delete /api/holders/{holderId}': { holderId: 'idleHolderId' },
  'delete /api/cost-centres/{costCentreId}': { costCentreId: 'idleCostCentreId' },
};
/** What is sent as it is where a route takes a file. */
const files: Record<string, string | undefined> = {
  'post /api/imports': 'number;add\n0470;roaming\n',
};
const selection = { lineIds: [ours.idleLineId] };
const weekly = { every: 'week', weekday: 1, hour: 7 };
const bodies: Record<string, object | undefined> = {
  'post /api/options/states': { selection },
  'post /api/quotes': {
    selection,
    change: { add: [{ code: 'roaming' }] },
    groups: [{ subscriptionKind: 'shape', status: 'active', change: { add: [{ code: 'itemised-usage' }] } }],
  },
  'patch /api/quotes/{quoteId}': { leaveOut: [ours.idleLineId] },
  'post /api/orders': { quoteId: ours.quoteId },
  'patch /api/imports/{importId}': { hasHeader: true },
  'post /api/imports/{importId}/submit': {},
  'put /api/imports/{importId}/rows/{row}': { fields: { add: 'voicemail' } },
  'post /api/orders/{orderId}/move': { starts: { kind: 'cycle' } },
  'post /api/orders/{orderId}/leave-out': { lineIds: [ours.idleLineId] },
  'post /api/fleet/lists': { id: ours.listId, text: `${ours.msisdn}\n0470999999` },
  'post /api/fleet/assignments': { selection, kind: 'holder', targetId: ours.holderId, from: '2027-02-01' },
  'post /api/fleet/assignments/end': { selection, kind: 'holder', on: '2027-03-01' },
  'post /api/fleet/assignments/on-day': { selection, on: '2026-06-01' },
  'post /api/holders': { lastName: 'Neuf' },
  'put /api/holders/{holderId}': { lastName: 'Vandersecret' },
  'post /api/cost-centres': { code: 'NEW' },
  'patch /api/cost-centres/{costCentreId}': { name: 'Sales' },
  'put /api/fleet/layout': { layout: null },
  'post /api/fleet/export': { selection, format: 'csv', locale: 'fr' },
  'post /api/exports': { id: newId(), selection, format: 'csv' },
  'post /api/notifications/read': { ids: [ours.notificationId] },
  'post /api/operator/fallout/handle': {
    id: newId(),
    action: 'cancel',
    note: 'no longer wanted',
    selection: { filter: { code: 'network-refused', element: 'simulator' }, until: now.toISOString() },
  },
  'post /api/operator/drift/repair': {
    id: newId(),
    note: 'restored from an old copy',
    selection: { lineIds: [ours.idleLineId] },
  },
  'post /api/operator/drift/take-over': {
    id: newId(),
    note: 'sold by the shop, as its receipt says',
    selection: { lineIds: [ours.idleLineId] },
  },
  'post /api/views': {
    id: ours.viewId,
    name: 'Roaming abroad',
    query: { filter: { search: ours.msisdn }, sort: 'name', direction: 'asc' },
  },
  'post /api/schedules': { id: ours.scheduleId, viewId: ours.viewId, rhythm: weekly, format: 'csv' },
  'patch /api/schedules/{scheduleId}': { rhythm: weekly },
  'patch /api/views/{viewId}': { name: 'Another name' },
  'patch /api/me': { locale: 'fr' },
};
/** Asks for what is ours where a route takes a query. */
const queries: Record<string, Record<string, string>> = {
  'get /api/fleet/lines': { search: ours.msisdn },
  'post /api/imports': { name: 'numbers.csv' },
  'get /api/imports/template': { format: 'csv', locale: 'fr' },
  'get /api/imports/{importId}/bad-rows/file': { format: 'csv', locale: 'fr' },
  'get /api/orders/planned': { from: '2026-01-01', to: '2027-12-31' },
  'get /api/fleet/groups': { account: ours.accountNumber },
  'get /api/fleet/breakdown': { by: 'account' },
  'get /api/operator/fallout/items': { code: 'network-refused', element: 'simulator' },
  'get /api/orders/{orderId}/export': { format: 'csv', locale: 'fr' },
  'get /api/fleet/export': { format: 'csv', locale: 'fr', account: ours.accountNumber },
};
/** Open to all: what they do with what is not one's own is tested beside them. */
const open = [
  'post /tmf-api/serviceOrdering/v4/listener/{listener}',
  'post /tmf-api/serviceOrdering/v4/listener/{listener}/{event}',
  'post /tmf-api/serviceOrdering/v4/listener/{listener}/listener/{event}',
  'post /api/sign-in',
  'post /api/sign-out',
  'post /api/password/forgot',
  'post /api/password/reset',
];
/** Would end the session with which the others are walked. */
const ending = ['post /api/sign-out-everywhere'];
/** Whom a colleague writes down is ours too: nothing of what was there changes. */
const adding = ['post /api/holders'];
/** Cost centres are the company's: a colleague who is limited sees them, and is told why he may not change them. */
const ofTheCompany = ['patch /api/cost-centres/{costCentreId}', 'delete /api/cost-centres/{costCentreId}'];
const walked = operations.filter(({ name }) => !open.includes(name) && !ending.includes(name));
/** The operator's staff see all companies there; nobody else sees that they exist. */
const ofStaff = walked.filter(({ who }) => who === 'staff');
const changing = walked.filter(({ who }) => who === 'may-change');

describe('every route of the API', () => {
  it('needs a session, but for signing in and out', async () => {
    const statuses = await statusesOf(
      null,
      operations.filter(({ name }) => !open.includes(name)),
    );
    expect(others(statuses, [401])).toEqual({});
    expect(operations.filter(({ who }) => who === 'anyone').map(({ name }) => name)).toEqual(
      expect.arrayContaining(open),
    );
    expect(operations.filter(({ who }) => who === 'anyone')).toHaveLength(open.length);
  });

  it('that changes something refuses who may only look, and says so', async () => {
    expect(changing.length).toBeGreaterThan(3);
    for (const operation of changing) {
      const answer = await portal.send(viewer, request(operation));
      expect([operation.name, answer.status]).toEqual([operation.name, 403]);
      expect(await answer.json()).toMatchObject({ code: 'read-only' });
    }
  });

  it.each([
    ['another company', () => other],
    ['a colleague limited to other customer numbers', () => limited],
    ['the operator’s staff', () => staff],
  ])('gives nothing of ours to %s, by any address or id, and changes nothing of it', async (who, session) => {
    const before = await stateOfOurs();
    const reached: Record<string, string> = {};
    const asked = who === 'the operator’s staff' ? walked.filter((each) => each.who !== 'staff') : walked;
    const isColleague = session() === limited;
    for (const operation of asked) {
      if (isColleague && adding.includes(operation.name)) continue;
      const answer = await portal.send(session(), request(operation));
      const text = await readSome(answer);
      const leaked = ours.secrets.filter((secret) => text.includes(secret));
      const expected = isColleague && ofTheCompany.includes(operation.name) ? 403 : 404;
      const namesOurs = operation.parameters.some((parameter) => parameter.in === 'path');
      if (leaked.length > 0) reached[operation.name] = `${answer.status}, with ${leaked.join(' ')}`;
      else if (answer.status >= 500) reached[operation.name] = `${answer.status}`;
      else if (namesOurs && who !== 'the operator’s staff' && answer.status !== expected) {
        reached[operation.name] = `${answer.status} instead of ${expected}`;
      }
    }
    expect(reached).toEqual({});
    expect(await stateOfOurs()).toEqual(before);
  });

  it('gives our own manager what is his, or the above would prove nothing', async () => {
    const his = walked.filter((each) => each.who !== 'staff');
    const inOrder = his.toSorted((a, b) => endsAt(a) - endsAt(b));
    const statuses = await statusesOf(manager, inOrder);
    expect(others(statuses, [200, 201, 202, 204])).toEqual({});
  });

  it('of the operator’s staff is not there for any customer, whatever his role, and is for staff', async () => {
    expect(ofStaff.length).toBeGreaterThan(1);
    for (const session of [manager, viewer, limited, other])
      expect(others(await statusesOf(session, ofStaff), [404])).toEqual({});
    await portal.provisioning?.drain(); // what was sent again fails again, and waits for staff
    expect(others(await statusesOf(staff, ofStaff), [200, 201, 202, 204])).toEqual({});
  });
});

describe('the stream of events', () => {
  it('tells a stranger nothing of what happens to us', async () => {
    const strange = await portal.send(other, { method: 'get', path: '/api/events' });
    const own = await portal.send(manager, { method: 'get', path: '/api/events' });
    await sql`SELECT pg_notify('flottille_live', ${JSON.stringify({
      organisationId: ours.organisationId,
      // Not one of those that were told a moment ago: with these it would be told as "many".
      topic: 'said-to-us',
      ids: [ours.orderId],
    })})`.execute(db);
    // Said after it to everybody: who has heard this has heard all that was for him.
    await sql`
      SELECT pg_notify('flottille_live',
        json_build_object('organisationId', id, 'topic', 'said-last', 'ids', '[]'::json)::text)
      FROM organisation`.execute(db);
    expect(await readUntil(own, 'said-last')).toContain(ours.orderId);
    expect(await readUntil(strange, 'said-last')).not.toContain(ours.orderId);
  });

  it('ends when its person signs out everywhere', async () => {
    const stream = await portal.send(viewer, { method: 'get', path: '/api/events' });
    await portal.send(viewer, { method: 'post', path: '/api/sign-out-everywhere' });
    // Without an end this would wait for ever.
    expect(await stream.text()).not.toContain(ours.orderId);
  });
});

async function described(): Promise<Operation[]> {
  const answer = await portal.send(null, { method: 'get', path: '/api/openapi.json' });
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, DescribedOperation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      method,
      path,
      who: operation['x-who'],
      parameters: operation.parameters ?? [],
      hasBody: operation.requestBody !== undefined,
    })),
  );
}
type DescribedOperation = { 'x-who': string; parameters?: Operation['parameters']; requestBody?: object };

/** This route, asked for what is ours. */
function request(operation: Operation): Sent {
  const { name, method, hasBody, parameters } = operation;
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
    const key = paramsOf[name]?.[parameter] ?? params[parameter];
    if (!key) throw new Error(`${name}: tell this test which ${parameter} is ours`);
    return ours[key];
  });
  const query = queries[name] ?? {};
  for (const { name: wanted } of parameters.filter(
    (parameter) => parameter.in === 'query' && parameter.required,
  )) {
    if (!(wanted in query)) throw new Error(`${name}: tell this test a value of the query ${wanted}`);
  }
  const body = bodies[name];
  const file = files[name];
  if (hasBody && !body && file === undefined)
    throw new Error(`${name}: tell this test a body that is about what is ours`);
  return {
    method,
    path: Object.keys(query).length > 0 ? `${path}?${new URLSearchParams(query).toString()}` : path,
    headers: { 'idempotency-key': newId() },
    ...(body ? { body } : {}),
    ...(file === undefined ? {} : { file }),
  };
}

async function statusesOf(session: Session, asked: Operation[]): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  for (const operation of asked) {
    const answer = await portal.send(
      session,
      open.includes(operation.name) ? operation : safeRequest(operation),
    );
    await readSome(answer);
    statuses[operation.name] = answer.status;
  }
  return statuses;
}

/** Routes that end sessions have no sample: nothing is sent with them. */
function safeRequest(operation: Operation): Sent {
  return ending.includes(operation.name)
    ? { method: operation.method, path: operation.path }
    : request(operation);
}

function others(statuses: Record<string, number>, expected: number[]): Record<string, number> {
  return Object.fromEntries(Object.entries(statuses).filter(([, status]) => !expected.includes(status)));
}

/** What leaves nothing for others to do comes last. */
function endsAt({ name }: Operation): number {
  return [
    'delete /api/views/{viewId}',
    'post /api/orders/{orderId}/leave-out',
    'post /api/orders/{orderId}/retry',
    'post /api/orders/{orderId}/cancel',
    'post /api/orders',
  ].indexOf(name);
}

/** All that is stored of our company, to see that nobody has changed it. */
async function stateOfOurs(): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'organisation_id' AND table_name <> 'audit_entry'
    ORDER BY table_name`.execute(db);
  const state: Record<string, unknown> = {};
  for (const { name } of rows) {
    // A colleague may send files of his own.
    const sent = [ours.importId, ours.checkedImportId, ours.faultyImportId, ours.removedImportId];
    const isOurs = name === 'import' ? sql`id = ANY(${sent}::uuid[])` : sql`true`;
    const stored = await sql<{ text: string }>`
      SELECT md5(string_agg(row::text, E'\n' ORDER BY row::text)) AS text
      FROM ${sql.table(name)} AS row WHERE organisation_id = ${ours.organisationId} AND ${isOurs}`.execute(
      db,
    );
    state[name] = stored.rows;
  }
  return state;
}
