import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { type Actor, type Call, inTransaction, type Person } from './call.ts';
import { newId } from './id.ts';
import { startListener } from './listener.ts';
import { announce, startLive } from './live.ts';

const { db, url } = await testDatabase();
const warnings: string[] = [];
const listener = await startListener({ url, log: { warn: (_, message) => void warnings.push(message) } });
const live = await startLive({ listener });
afterAll(async () => {
  live.stop();
  await listener.stop();
});

const call: Call = {
  db,
  actor: { kind: 'system', name: 'test' },
  now: new Date(),
  requestId: newId(),
  ip: null,
};

function person(values: Partial<Person> = {}): Person {
  return {
    kind: 'person',
    personId: newId(),
    organisationId: newId(),
    role: 'manager',
    billingAccountIds: null,
    name: 'Anna',
    email: 'anna@customer.test',
    locale: 'fr',
    ...values,
  };
}

type Told = { event: string; ids: string[] };

/** A page of this person, and what it was told so far. */
function page(of: Person, recheck: () => Promise<Actor> = () => Promise.resolve(of)) {
  const { body } = live.open(of, recheck);
  const told: Told[] = [];
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const state = { told, ended: false, leave: () => reader.cancel() };
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const event = /^event: (.*)\ndata: (.*)\n\n$/.exec(value);
      if (event) told.push({ event: event[1] ?? '', ids: (JSON.parse(event[2] ?? '') as Told).ids });
    }
    state.ended = true;
  })();
  return state;
}

/** As a page that opens when all that was told so far lies long back. */
function later<T>(open: () => T): T {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
  try {
    return open();
  } finally {
    clock.mockRestore();
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

describe('a page that listens', () => {
  it('is told what changed in its organisation, and nothing of another', async () => {
    const anna = person();
    const other = person();
    const [own, foreign] = [page(anna), page(other)];
    await announce(call, { organisationId: anna.organisationId, topic: 'order', ids: ['1'] });
    await announce(call, { organisationId: other.organisationId, topic: 'order', ids: ['2'] });
    await until(() => own.told.length + foreign.told.length === 2);
    expect(own.told).toEqual([{ event: 'order', ids: ['1'] }]);
    expect(foreign.told).toEqual([{ event: 'order', ids: ['2'] }]);
  });

  it('is told what happened while it was opening, of its own only, and not what lies long back', async () => {
    const anna = person();
    const { organisationId } = anna;
    const early = page(anna);
    await announce(call, { organisationId, topic: 'order', ids: ['1'] });
    await announce(call, { organisationId, personId: newId(), topic: 'notification', ids: ['2'] });
    await announce(call, { organisationId: newId(), topic: 'line', ids: ['3'] });
    await announce(call, { organisationId, topic: 'fallout', ids: ['4'] });
    await until(() => early.told.length === 2);
    const late = page(anna);
    await until(() => late.told.length === 2);
    expect(late.told).toEqual([
      { event: 'order', ids: [] },
      { event: 'fallout', ids: [] },
    ]);

    const last = later(() => page(anna));
    await announce(call, { organisationId, topic: 'line', ids: ['5'] });
    await until(() => last.told.length > 0);
    expect(last.told).toEqual([{ event: 'line', ids: ['5'] }]);
  });

  it('is told after the commit, and nothing of what did not happen', async () => {
    const anna = person();
    const own = page(anna);
    const tell = (id: string) => ({ organisationId: anna.organisationId, topic: 'order', ids: [id] });
    const failed = inTransaction(call, async (inside) => {
      await announce(inside, tell('never'));
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await announce(call, tell('done'));
    await until(() => own.told.length > 0);
    expect(own.told).toEqual([{ event: 'order', ids: ['done'] }]);
  });

  it('of one person hears what is for him alone', async () => {
    const anna = person();
    const colleague = person({ organisationId: anna.organisationId });
    const [own, next] = [page(anna), page(colleague)];
    const { organisationId, personId } = anna;
    await announce(call, { organisationId, personId, topic: 'notification', ids: ['1'] });
    await announce(call, { organisationId, topic: 'line', ids: ['2'] });
    await until(() => own.told.length === 2 && next.told.length === 1);
    expect(next.told).toEqual([{ event: 'line', ids: ['2'] }]);
  });

  it('of a person limited to some customer numbers is told that something changed, not what', async () => {
    const limited = person({ billingAccountIds: [newId()] });
    const own = page(limited);
    await announce(call, { organisationId: limited.organisationId, topic: 'line', ids: ['1'] });
    await until(() => own.told.length > 0);
    expect(own.told).toEqual([{ event: 'line', ids: [] }]);
  });

  it('is told ever more seldom while news keeps coming, and of all of it', async () => {
    const anna = person();
    const hers = page(anna);
    const ids = Array.from({ length: 30 }, newId);
    for (const id of ids) {
      await announce(call, { organisationId: anna.organisationId, topic: 'order', ids: [id] });
      await sleep(100);
    }
    await vi.waitFor(
      () => expect(new Set(hers.told.flatMap((told) => told.ids))).toEqual(new Set(ids)),
      5000,
    );
    expect(hers.told.length).toBeLessThan(9);
    await hers.leave();
  });

  it('is told of many changes in quick succession in few events that name them all', async () => {
    const anna = person();
    const own = page(anna);
    for (let at = 0; at < 90; at++) {
      await announce(call, { organisationId: anna.organisationId, topic: 'line', ids: [String(at)] });
    }
    const named = () => new Set(own.told.flatMap((event) => event.ids));
    await until(() => named().size === 90);
    expect(own.told.length).toBeLessThan(10);
  });

  it('is told "many" instead of more than a hundred ids', async () => {
    const anna = person();
    const own = page(anna);
    const ids = Array.from({ length: 100_000 }, newId);
    await announce(call, { organisationId: anna.organisationId, topic: 'line', ids });
    await until(() => own.told.length > 0);
    expect(own.told).toEqual([{ event: 'line', ids: [] }]);
  });

  it('is told to fetch anew when the connection to the database broke', async () => {
    const own = page(person());
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'flottille-listener'`.execute(db);
    await until(() => own.told.length > 0);
    expect(own.told).toEqual([{ event: 'resync', ids: [] }]);
    expect(warnings).toEqual(['the listening connection to the database broke; opening it again']);
  });

  it('hears again after that; one that opens at once after it is told to fetch anew too', async () => {
    const anna = person();
    const [own, early] = [later(() => page(anna)), page(anna)];
    await announce(call, { organisationId: anna.organisationId, topic: 'order', ids: ['1'] });
    await until(() => own.told.length > 0 && early.told.length > 1);
    expect(own.told).toEqual([{ event: 'order', ids: ['1'] }]);
    expect(early.told.map(({ event }) => event)).toEqual(['resync', 'order']);
  });

  it('ends when its person has signed out', async () => {
    const anna = person();
    let signedIn = true;
    const own = later(() => page(anna, async () => (signedIn ? anna : { kind: 'anonymous' })));
    const { organisationId, personId } = anna;
    await announce(call, { organisationId, personId, topic: 'access', ids: [] });
    await announce(call, { organisationId, personId, topic: 'notification', ids: [] });
    await until(() => own.told.length > 0);
    expect(own).toMatchObject({ told: [{ event: 'notification' }], ended: false });
    signedIn = false;
    await announce(call, { organisationId, personId, topic: 'access', ids: [] });
    await until(() => own.ended);
    expect(own.told).toHaveLength(1);
  });

  it('ends when the portal stops, and is forgotten when it leaves', async () => {
    const other = await startLive({ listener });
    const anna = person();
    const [stays, leaves] = [other.open(anna, async () => anna), other.open(anna, async () => anna)];
    expect(other.count()).toBe(2);
    await leaves.body.cancel();
    expect(other.count()).toBe(1);
    other.stop();
    expect(other.count()).toBe(0);
    await expect(new Response(stays.body).text()).resolves.toMatch(/^retry: \d+\n\n$/);
  });

  it('does not make a person with many pages a burden', () => {
    const anna = person();
    const pages = Array.from({ length: 12 }, () => page(anna));
    expect(() => page(anna)).toThrow('too many pages open');
    expect(() => page(person())).not.toThrow();
    for (const open of pages) void open.leave();
  });
});
