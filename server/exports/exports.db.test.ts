import { sql } from 'kysely';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { anExport, ask, bytesOf, fileOf, loseWorker, manyLines, writeAll } from '../../test/exports.ts';
import { aCompany, aLine, callOf, now, systemCall, withLines } from '../../test/fleet.ts';
import { aPerson, refusalOf } from '../../test/orders.ts';
import { readAudit } from '../audit/audit.ts';
import { exportLines } from '../finding/export-lines.ts';
import { pasteList } from '../finding/paste-list.ts';
import { listNotifications } from '../notifications/list-notifications.ts';
import type { Call, Person } from '../platform/call.ts';
import { settableClock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import { texts } from '../platform/texts.ts';
import { retryExport } from './ask-export.ts';
import { insertChunk } from './chunk-store.ts';
import { mostKept } from './contract.ts';
import { downloadExport } from './download-export.ts';
import { listExports, readExport } from './read-exports.ts';
import { forgetOldExports, removeExport } from './remove-export.ts';
import { writeExports } from './write-exports.ts';
import { moveExport, takeExport } from './write-store.ts';

const { db } = await testDatabase();
const large = await aCompany(db);
await manyLines(db, large);
const company = await aCompany(db, 2);
const [brussels, liege] = company.accounts;
if (!brussels || !liege) throw new Error('two customer numbers');
await withLines(
  db,
  aLine(company, { msisdn: '32492001234' }),
  aLine(company, { msisdn: '32492001242', billingAccount: liege }),
);
const manager = await aPerson(db, company);

async function streamed(call: Call<Person>, wish = anExport()): Promise<Buffer> {
  const { id: _, ...asked } = wish;
  return bytesOf((await exportLines(call, asked)).body);
}

async function rowsOf(file: Buffer): Promise<unknown> {
  const [{ data } = { data: [] }] = await readXlsx(file);
  expect(data).toHaveLength(6001);
  return data;
}

async function mailsTo({ actor }: Call<Person>) {
  return db.selectFrom('mail').selectAll().where('recipient', '=', actor.email).orderBy('id').execute();
}

const bellOf = (call: Call<Person>) => listNotifications(call, texts(call.actor.locale));
const later = (call: Call<Person>, days: number) => ({
  ...call,
  now: new Date(now.getTime() + days * 86_400_000),
});

/** The same person, who may see something else by now. */
async function limited(to: string[] | null): Promise<Call<Person>> {
  const person = await aPerson(db, company, { billingAccountIds: to });
  return person;
}

describe('an export in the background', () => {
  it.each(['csv', 'xlsx'] as const)('is the file that would be downloaded at once: %s', async (format) => {
    const call = await aPerson(db, large);
    const { id, state, rowsTotal } = await ask(call, { format });
    expect({ state, rowsTotal }).toEqual({ state: 'waiting', rowsTotal: 6000 });
    await writeAll(db);
    const ready = await readExport(call, { exportId: id });
    const file = await fileOf(call, id);
    expect(ready).toMatchObject({ state: 'ready', rowsWritten: 6000, size: file.length, mayDownload: true });
    expect(ready.fileName).toBe(`Numéros 2026-06-13 15.28.${format}`);
    const same = await streamed(call, anExport({ format }));
    expect(file.length).toBe(same.length);
    // The parts of an XLSX have the moment of their writing in them.
    const [told, compared] = format === 'csv' ? [file, same] : [await rowsOf(file), await rowsOf(same)];
    expect(told).toEqual(compared);
  });

  it('is told under the bell and by mail, in the person’s language, with a way to the page and no key', async () => {
    const call = await aPerson(db, company, { locale: 'nl' });
    await ask(call, { locale: 'fr' });
    await writeAll(db);
    expect(await bellOf(call)).toMatchObject({
      unread: 1,
      notifications: [{ target: '/exports', sentence: 'Uw export van 2 nummers is klaar.' }],
    });
    const [mail, ...others] = await mailsTo(call);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ locale: 'nl', subject: 'Uw export is klaar' });
    const letter = JSON.stringify(mail?.letter);
    expect(letter).toContain('"href":"/nl/exports"');
    expect(letter).toContain('Numéros 2026-06-13 15.28.csv');
    expect(letter).not.toContain('token');
  });

  it('asked for again with the same id is the same, and is audited when it is asked for and when it is downloaded', async () => {
    const wish = anExport({ selection: { filter: { search: 'peeters' }, except: [] } });
    const first = await ask(manager, wish);
    expect(await ask(manager, wish)).toEqual(first);
    await writeAll(db);
    await fileOf(manager, wish.id);
    const all = await readAudit(db, { organisationId: company.id });
    const entries = all.filter(({ targetId }) => targetId === wish.id);
    expect(entries.map(({ action }) => action).toSorted()).toEqual(['exports.asked', 'exports.downloaded']);
    expect(JSON.stringify(entries), 'a name may have been searched for').not.toContain('peeters');
    expect(await refusalOf(ask(await aPerson(db, company), wish)), 'another’s').toMatchObject({
      status: 404,
    });
  });

  it('is its person’s alone', async () => {
    const { id } = await ask(manager);
    await writeAll(db);
    for (const other of [await aPerson(db, company), await aPerson(db, await aCompany(db))]) {
      expect((await listExports(other)).exports).toEqual([]);
      for (const reach of [readExport, downloadExport, removeExport, retryExport])
        expect(await refusalOf(reach(other, { exportId: id }))).toMatchObject({ status: 404 });
    }
    expect((await listExports(manager)).exports[0]).toMatchObject({ id, state: 'ready' });
  });
});

describe('what may be seen', () => {
  it('is decided when the file is written, not when it was asked for', async () => {
    const call = await limited(null);
    const { id, rowsTotal } = await ask(call);
    expect(rowsTotal).toBe(2);
    await sql`INSERT INTO person_billing_account VALUES (${call.actor.personId}, ${liege.id})`.execute(db);
    await writeAll(db);
    const today = { ...call, actor: { ...call.actor, billingAccountIds: [liege.id] } };
    expect(await readExport(today, { exportId: id })).toMatchObject({ rowsTotal: 1, rowsWritten: 1 });
    const text = (await fileOf(today, id)).toString();
    expect(text).toContain('0492 00 12 42');
    expect(text).not.toContain('0492 00 12 34');
  });

  it('is asked again at the download: who has lost a customer number does not get the file, and is told so', async () => {
    const call = await limited(null);
    const { id } = await ask(call);
    await writeAll(db);
    const today = { ...call, actor: { ...call.actor, billingAccountIds: [liege.id] } };
    expect(await readExport(today, { exportId: id })).toMatchObject({ state: 'ready', mayDownload: false });
    expect(await refusalOf(downloadExport(today, { exportId: id }))).toMatchObject({
      status: 403,
      code: 'export-beyond-access',
    });
  });

  it('is nothing for who is shut out meanwhile: no file is written, and nobody is told', async () => {
    const call = await limited(null);
    const { id } = await ask(call);
    await sql`UPDATE person SET disabled_at = ${now} WHERE id = ${call.actor.personId}`.execute(db);
    await writeAll(db);
    expect(await readExport(call, { exportId: id })).toMatchObject({ state: 'failed', size: 0 });
    expect(await mailsTo(call)).toEqual([]);
  });
});

describe('a worker', () => {
  it('that is lost in the middle is followed by another, which begins anew; a late one writes nothing any more', async () => {
    const call = await aPerson(db, large);
    const { id } = await ask(call);
    const lost = await takeExport(systemCall(db));
    if (!lost) throw new Error('nothing to write');
    expect(await moveExport(call, lost, { rows: 2000, size: 262_144 })).toBe(true);
    await insertChunk(call, id, 0, Buffer.alloc(262_144, 'x'));
    expect(await readExport(later(call, 0), { exportId: id })).toMatchObject({
      state: 'writing',
      rowsWritten: 2000,
    });
    expect(await writeExports({ db, clock: settableClock(now) }), 'it is in good hands').toBe(false);
    await loseWorker(db, id);
    expect(await takeExport(systemCall(db))).toMatchObject({ id, failures: 1 });
    expect(await moveExport(call, lost, { rows: 4000, size: 524_288 })).toBe(false);
    await loseWorker(db, id);
    await writeAll(db);
    expect((await fileOf(call, id)).equals(await streamed(call))).toBe(true);
    expect(await mailsTo(call)).toHaveLength(1);
  });

  it('that is told to stop gives back what it has in hand, and the next goes on at once', async () => {
    const call = await aPerson(db, large);
    const { id } = await ask(call);
    await writeExports({ db, clock: settableClock(now) }, AbortSignal.abort());
    expect(await readExport(call, { exportId: id })).toMatchObject({ state: 'waiting', rowsWritten: 0 });
    await writeAll(db);
    expect(await readExport(call, { exportId: id })).toMatchObject({ state: 'ready' });
  });

  it('finds nothing to write on when the export was deleted under its hands', async () => {
    const call = await aPerson(db, large);
    const { id } = await ask(call);
    const taken = await takeExport(systemCall(db));
    await removeExport(call, { exportId: id });
    expect(taken && (await moveExport(call, taken, { rows: 1, size: 1 }))).toBe(false);
    expect((await listExports(call)).exports).toEqual([]);
    const { rows } = await sql`SELECT FROM export_chunk WHERE export_id = ${id}`.execute(db);
    expect(rows).toEqual([]);
  });
});

describe('an export that cannot be written', () => {
  it('says why in the page, under the bell and by mail, and is written when it is asked for once more', async () => {
    const call = await aPerson(db, company, { locale: 'en' });
    const list = await pasteList(call, { id: newId(), text: '0492001234' });
    const { id } = await ask(call, { selection: { filter: { list: list.id }, except: [] } });
    await sql`UPDATE pasted_list SET id = ${newId()} WHERE id = ${list.id}`.execute(db);
    await writeAll(db);
    const why = 'This list of numbers is no longer kept. Paste the numbers again.';
    expect(await readExport(call, { exportId: id })).toMatchObject({
      state: 'failed',
      failure: { code: 'list-gone', sentence: why },
    });
    expect((await bellOf(call)).notifications).toMatchObject([
      { kind: 'export-failed', sentence: 'Your export could not be written.' },
    ]);
    const [mail] = await mailsTo(call);
    expect(JSON.stringify(mail?.letter)).toContain(why);
    expect(await refusalOf(downloadExport(call, { exportId: id }))).toMatchObject({
      code: 'export-not-ready',
    });

    await sql`UPDATE pasted_list SET id = ${list.id} WHERE organisation_id = ${company.id}`.execute(db);
    expect(await retryExport(call, { exportId: id })).toMatchObject({ state: 'waiting', failure: null });
    await writeAll(db);
    expect(await readExport(call, { exportId: id })).toMatchObject({ state: 'ready', rowsWritten: 1 });
    expect(await mailsTo(call), 'told of each end').toHaveLength(2);
  });

  it('by a disk that is full or a worker that dies of it is tried three times, then failed and said', async () => {
    const call = await aPerson(db, company, { locale: 'en' });
    const { id } = await ask(call);
    await sql`ALTER TABLE export_chunk ADD CONSTRAINT full_disk CHECK (place < 0) NOT VALID`.execute(db);
    for (const expected of ['waiting', 'waiting', 'failed']) {
      await expect(writeExports({ db, clock: settableClock(now) })).rejects.toThrow('full_disk');
      expect(await readExport(call, { exportId: id })).toMatchObject({ state: expected });
      await loseWorker(db, id);
    }
    await sql`ALTER TABLE export_chunk DROP CONSTRAINT full_disk`.execute(db);
    expect((await readExport(call, { exportId: id })).failure?.code).toBe('export-unwritable');
    expect(await mailsTo(call)).toHaveLength(1);
  });
});

describe('so that a database is not filled', () => {
  it('a person has two under way and keeps twenty; what he deletes makes room', async () => {
    const call = await aPerson(db, company);
    const { id } = await ask(call);
    await ask(call);
    expect(await refusalOf(ask(call))).toMatchObject({ status: 409, code: 'exports-under-way' });
    await ask(await aPerson(db, company)); // another's do not count
    await writeAll(db);
    for (let kept = 2; kept < mostKept; kept += 1) {
      await ask(call);
      await writeAll(db);
    }
    expect(await refusalOf(ask(call))).toMatchObject({ status: 409, code: 'too-many-exports' });
    await removeExport(call, { exportId: id });
    await ask(call);
    await writeAll(db);
  });

  it('a file is kept for a week, then it is as if it had never been', async () => {
    const call = await aPerson(db, company);
    const { id } = await ask(call);
    await writeAll(db);
    expect((await listExports(later(call, 6.9))).exports).toHaveLength(1);
    expect((await listExports(later(call, 7))).exports).toEqual([]);
    expect(await refusalOf(downloadExport(later(call, 7), { exportId: id }))).toMatchObject({ status: 404 });
    await forgetOldExports({ ...systemCall(db), now: later(call, 7).now });
    const { rows } = await sql`SELECT FROM export WHERE id = ${id}`.execute(db);
    expect(rows).toEqual([]);
  });

  it('what is not asked for rightly is refused before anything is kept', async () => {
    const call = await aPerson(db, company);
    const strange = ask(call, { selection: { lineIds: [newId()] } });
    expect(await refusalOf(strange)).toMatchObject({ status: 404 });
    const viewer = callOf(db, company, { ...call.actor, role: 'viewer' });
    expect((await listExports(viewer)).exports).toEqual([]);
  });
});
