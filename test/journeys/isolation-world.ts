import type { Role } from '../../server/organisations/contract.ts';
import { writeAll } from '../exports.ts';
import { checkImports } from '../../server/imports/check-rows.ts';
import { newId } from '../../server/platform/id.ts';
import { provideSubscribers } from '../../server/provisioning/provisioning.ts';
import { createAccount } from '../../server/sign-in/sign-in.ts';
import type { TestDatabase } from '../database.ts';
import { aCompany, aLine, systemCall, type TestCompany, withLines } from '../fleet.ts';
import type { Session, TestPortal } from '../portal.ts';

const password = 'correct horse battery';
const option = 'roaming';
const later = { starts: { kind: 'cycle' } };

/** What our company has that nobody else may see, by the names that the paths of the API use. */
export type Ours = {
  lineId: string;
  /** Free of any change under way. */
  idleLineId: string;
  quoteId: string;
  orderId: string;
  importId: string;
  /** Its rows are checked, it is not ordered. */
  checkedImportId: string;
  /** One with a row to correct, and which that is. */
  faultyImportId: string;
  badRow: string;
  removedImportId: string;
  /** Their files are written. */
  exportId: string;
  removedExportId: string;
  waitingOrderId: string;
  plannedOrderId: string;
  notificationId: string;
  viewId: string;
  scheduleId: string;
  removedScheduleId: string;
  listId: string;
  /** Who is to have `lineId` by the assignment, and one who never had a line; the same of cost centres. */
  holderId: string;
  idleHolderId: string;
  costCentreId: string;
  idleCostCentreId: string;
  holderKind: string;
  assignmentId: string;
  accountNumber: string;
  msisdn: string;
  organisationId: string;
  /** Texts of which none may be in an answer to a stranger, nor to a colleague who is limited to another customer number. */
  secrets: string[];
};

export type World = {
  ours: Ours;
  manager: Session;
  viewer: Session;
  /** Ours too, but limited to a customer number that has one line of its own. */
  limited: Session;
  other: Session;
  staff: Session;
};

/** Two companies: ours with everything that a route can be about, and another with a line of its own. */
export async function isolationWorld(portal: TestPortal, database: TestDatabase): Promise<World> {
  const { db } = database;
  const [our, their] = [await aCompany(db, 2), await aCompany(db)];
  const [, limitedTo] = our.accounts;
  if (!limitedTo) throw new Error('our company has one customer number only');
  const holder = { firstName: 'Zénobie', lastName: 'Vandersecret' };
  // A number that ends in 0002 fails for good on the simulator: there is something to retry.
  const [failing, changing, idle, quoted] = [
    aLine(our, { holder, msisdn: '32471110002' }),
    aLine(our, { holder, msisdn: '32471110010' }),
    aLine(our, { holder, msisdn: '32471110020' }),
    aLine(our, { holder, msisdn: '32471110030' }),
  ];
  const imported = aLine(our, { holder, msisdn: '32471110040' });
  await provideSubscribers(
    db,
    [failing, changing, idle, quoted].map(({ sim, msisdn }) => ({ iccid: sim.iccid, msisdn, services: {} })),
  );
  const [failingId = '', changingId = '', idleId = '', quotedId = ''] = await withLines(
    db,
    failing,
    changing,
    idle,
    quoted,
  );
  await withLines(db, imported, aLine(our, { billingAccount: limitedTo }), aLine(their));

  const manager = await signedIn(portal, database, our, 'manager');
  const world = {
    manager,
    viewer: await signedIn(portal, database, our, 'viewer'),
    limited: await signedIn(portal, database, our, 'manager', [limitedTo.id]),
    other: await signedIn(portal, database, their, 'manager'),
    staff: await signedIn(portal, database, null, 'staff'),
  };

  const orderId = await order(portal, manager, [failingId, changingId]);
  await portal.provisioning?.drain();
  const { notifications } = await ask(portal, manager, 'get', '/api/notifications');
  const waitingOrderId = await order(portal, manager, [changingId], { remove: [option] });
  const plannedOrderId = await order(portal, manager, [idleId], { add: [{ code: option }] }, later);
  const quoteId = await quote(portal, manager, [idleId, quotedId], { add: [{ code: option }] });

  const csv = `number;add\n${imported.msisdn};${option}\n`;
  const importId = await importOf(portal, manager, csv);
  const removedImportId = await importOf(portal, manager, csv);
  const checkedImportId = await importOf(portal, manager, csv);
  const faultyImportId = await importOf(portal, manager, `number;add\n0470;${option}\n`);
  for (const id of [checkedImportId, faultyImportId])
    await ask(portal, manager, 'post', `/api/imports/${id}/check`);
  while (await checkImports(systemCall(db)));
  const [exportId, removedExportId] = [newId(), newId()];
  for (const id of [exportId, removedExportId])
    await ask(portal, manager, 'post', '/api/exports', { id, selection: { filter: {} }, format: 'csv' });
  await writeAll(db);
  const viewId = newId();
  await ask(portal, manager, 'post', '/api/views', {
    id: viewId,
    name: `Numbers of ${holder.lastName}`,
    query: { filter: { search: failing.msisdn }, sort: 'name', direction: 'asc' },
  });
  const [scheduleId, removedScheduleId] = [newId(), newId()];
  const rhythm = { every: 'month', day: 31, hour: 7 };
  for (const id of [scheduleId, removedScheduleId])
    await ask(portal, manager, 'post', '/api/schedules', { id, viewId, rhythm, format: 'csv' });
  const holders = await holdersOfOurs(portal, manager, failingId);

  const listId = newId();
  await ask(portal, manager, 'post', '/api/fleet/lists', { id: listId, text: failing.msisdn });

  const people = await db
    .selectFrom('person')
    .select(['id', 'email'])
    .where('organisation_id', '=', our.id)
    .where('id', 'not in', db.selectFrom('person_billing_account').select('person_id'))
    .execute();
  const [account] = our.accounts;
  const notificationId = String(notifications?.[0]?.id);
  return {
    ...world,
    ours: {
      lineId: failingId,
      idleLineId: idleId,
      quoteId,
      importId,
      checkedImportId,
      faultyImportId,
      badRow: '2',
      removedImportId,
      exportId,
      removedExportId,
      orderId,
      waitingOrderId,
      plannedOrderId,
      notificationId,
      viewId,
      scheduleId,
      removedScheduleId,
      listId,
      ...holders,
      accountNumber: account?.number ?? '',
      msisdn: failing.msisdn,
      organisationId: our.id,
      secrets: [
        failingId,
        changingId,
        idleId,
        quotedId,
        orderId,
        waitingOrderId,
        plannedOrderId,
        quoteId,
        importId,
        checkedImportId,
        faultyImportId,
        removedImportId,
        exportId,
        removedExportId,
        notificationId,
        ...[failing, changing, idle, quoted, imported].flatMap(({ msisdn, sim }) => [
          msisdn,
          sim.iccid,
          sim.imsi,
        ]),
        viewId,
        scheduleId,
        removedScheduleId,
        listId,
        holders.holderId,
        holders.idleHolderId,
        holders.assignmentId,
        'Vandersecret',
        ...people.flatMap(({ id, email }) => [id, email]),
        ...(account ? [account.id, account.number] : []),
        holder.lastName,
      ],
    },
  };
}

async function holdersOfOurs(portal: TestPortal, session: Session, lineId: string) {
  const added = async (path: string, body: object) =>
    String((await ask(portal, session, 'post', path, body)).id);
  const holderId = await added('/api/holders', { lastName: 'Vandersecret', personnelNumber: 'P1' });
  const selection = { lineIds: [lineId] };
  const assigned = { selection, kind: 'holder', targetId: holderId, from: '2027-01-01' };
  await ask(portal, session, 'post', '/api/fleet/assignments', assigned);
  const { holders } = await ask(portal, session, 'get', `/api/fleet/lines/${lineId}/assignments`);
  return {
    holderId,
    idleHolderId: await added('/api/holders', { lastName: 'Vandersecret' }),
    costCentreId: await added('/api/cost-centres', { code: 'C1' }),
    idleCostCentreId: await added('/api/cost-centres', { code: 'C2' }),
    holderKind: 'holder',
    assignmentId: String(holders?.[0]?.id),
  };
}

async function signedIn(
  portal: TestPortal,
  { db }: TestDatabase,
  company: TestCompany | null,
  role: Role,
  billingAccountIds?: string[],
): Promise<Session> {
  const email = `${newId()}@example.test`;
  await createAccount(systemCall(db), {
    organisationId: company?.id ?? null,
    role,
    email,
    firstName: 'Marie',
    lastName: 'Dupont',
    locale: 'fr',
    password,
    ...(billingAccountIds ? { billingAccountIds } : {}),
  });
  return portal.signIn(email, password);
}

async function quote(
  portal: TestPortal,
  session: Session,
  lineIds: string[],
  change: object,
  when: object = {},
): Promise<string> {
  const body = { selection: { lineIds }, change, ...when };
  const made = await ask(portal, session, 'post', '/api/quotes', body);
  return String(made.id);
}

async function order(
  portal: TestPortal,
  session: Session,
  lineIds: string[],
  change: object = { add: [{ code: option }] },
  when: object = {},
): Promise<string> {
  const quoteId = await quote(portal, session, lineIds, change, when);
  const made = await ask(portal, session, 'post', '/api/orders', { quoteId });
  return String(made.id);
}

/** Sends a file; answers the id of its import. */
async function importOf(portal: TestPortal, session: Session, file: string): Promise<string> {
  const path = '/api/imports?name=numbers.csv';
  const answer = await portal.send(session, { method: 'post', path, file });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

async function ask(portal: TestPortal, session: Session, method: string, path: string, body?: object) {
  const headers = { 'idempotency-key': newId() };
  const answer = await portal.send(session, { method, path, headers, ...(body ? { body } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as {
    id?: string;
    notifications?: { id: string }[];
    holders?: { id: string }[];
  };
}
